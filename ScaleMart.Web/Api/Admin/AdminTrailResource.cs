using ScaleMart.Web.Api.Json;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Api.Admin;

/// <summary><c>/api/admin/trail</c>: who did what, when, from where and why. It is read here, and written nowhere but by the acts themselves.</summary>
internal static class AdminTrailResource
{
    private const int Most = 100;

    public static void MapAdminTrail(this IEndpointRouteBuilder admin)
    {
        var trail = admin.MapGroup("").WithTags("Admin: audit trail");
        trail.MapGet("/trail", ListAsync).WithSummary("Every act of the back office, newest first").WithDescription(
                "`who` is a user's id or a part of their name; `act` a pair of words like `sale.pause`, or `sale` for all of a kind; `subject` like `sale:{id}`, or the id alone; `from` and `to` are times, "
                + "the second not included; `after` is the `next` of an earlier answer. `outcome` is null while it is not known how the act ended. `away` names a store that gave no answer: what it alone has is missing.")
            .Produces<TrailPageJson>().ProducesProblems(400, 503);
        trail.MapGet("/trail.csv", CsvAsync).WithSummary("The same as a table, all of it").WithDescription("Takes the same filter.").Produces(200, contentType: "text/csv").ProducesProblems(400, 503);
    }

    private static async Task<IResult> ListAsync(string? who, string? act, string? subject, string? from, string? to, string? after, TrailReader reader, CancellationToken cancel)
    {
        var (query, faults) = new TrailAsk(who, act, subject, from, to, after).Read();
        if (query is null) return Problem.Invalid(faults);
        var page = await reader.ListAsync(query, Most, cancel);
        return TypedResults.Ok(new TrailPageJson([.. page.Entries.Select(TrailJson.Of)], page.Older?.ToString(), page.Away));
    }

    private static async Task<IResult> CsvAsync(string? who, string? act, string? subject, string? from, string? to, HttpContext http, TrailReader reader)
    {
        var (query, faults) = new TrailAsk(who, act, subject, from, to).Read();
        if (query is null) return Problem.Invalid(faults);
        // Read as a whole or not at all: a store that is away is told before the first line.
        var rows = await reader.WholeAsync(query, http.RequestAborted);
        return TypedResults.Stream(body => TrailCsv.WriteAsync(body, rows, http.RequestAborted), "text/csv; charset=utf-8", "trail.csv");
    }
}
