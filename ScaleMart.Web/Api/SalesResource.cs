using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Json;

namespace ScaleMart.Web.Api;

/// <summary><c>/api/sales</c>: what is on sale, open to anyone.</summary>
internal static class SalesResource
{
    public static void MapSales(this IEndpointRouteBuilder api)
    {
        var sales = api.MapGroup("/sales").WithTags("Sales").AllowAnonymous();
        sales.MapGet("", ListAsync).WithSummary("Every sale with its stock as it is now")
            .WithDescription("`state` narrows it to `live` (paused and sold out included), `scheduled` or `ended`.")
            .Produces<IReadOnlyList<SaleJson>>().ProducesProblems(400);
        sales.MapGet("/{saleId}", FindAsync).WithSummary("One sale").Produces<SaleJson>().ProducesProblems(404);
    }

    private static async Task<IResult> ListAsync(string? state, Shelf shelf, CancellationToken cancel)
    {
        if (state is not (null or "live" or "scheduled" or "ended")) return Problem.Invalid("state", "must be live, scheduled or ended");
        var sales = await shelf.ListAsync(cancel);
        return TypedResults.Ok(sales.Where(s => state is null || state == Group(s.Stock.State)).Select(SaleJson.Of).ToArray());
    }

    private static async Task<IResult> FindAsync(string saleId, Shelf shelf, CancellationToken cancel) =>
        await shelf.FindAsync(saleId, cancel) is { } sale ? TypedResults.Ok(SaleJson.Of(sale)) : Refusals.NoSuchSale;

    private static string Group(SaleState state) => state switch
    {
        SaleState.Scheduled => "scheduled",
        SaleState.Ended => "ended",
        _ => "live",
    };
}
