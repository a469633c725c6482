using ScaleMart.Web.Operations.Figures;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Api.Admin;

/// <summary><c>/api/admin/dashboard</c>: the shop's figures at this second, over all its processes, and over the last fifteen minutes.</summary>
internal static class DashboardResource
{
    public static void MapDashboard(this IEndpointRouteBuilder admin)
    {
        var dashboard = admin.MapGroup("/dashboard").WithTags("Admin: dashboard");
        dashboard.MapGet("", async (Dashboard figures, CancellationToken cancel) => TypedResults.Ok(await figures.NowAsync(cancel))).WithSummary("The shop at this second")
            .WithDescription("What the hub sends as `dashboardTick`. Rates are a second's; percentiles are those of accepted orders in the last ten seconds. While Redis does not answer it shows this process alone and what was known last, and `light` says why.");
        dashboard.MapGet("/history", HistoryAsync).WithSummary("The last fifteen minutes, second by second")
            .WithDescription("Columns of equal length, oldest first; a second that nobody recorded is null. With `saleId`, what was accepted and refused is that sale's, and `sale` has its stock.")
            .Produces<DashboardHistory>().ProducesProblems(404, 503);
    }

    private static async Task<IResult> HistoryAsync(Dashboard figures, SaleCatalogue catalogue, CancellationToken cancel, string? saleId = null)
    {
        if (string.IsNullOrEmpty(saleId)) return TypedResults.Ok(await figures.HistoryAsync(null, cancel));
        return await catalogue.FindAsync(saleId, cancel) is { } sale ? TypedResults.Ok(await figures.HistoryAsync(sale.Id, cancel)) : Refusals.NoSuchSale;
    }
}
