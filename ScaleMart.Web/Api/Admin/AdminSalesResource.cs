using ScaleMart.Web.Accounts;
using ScaleMart.Web.Api.Json;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Inspection;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock.Json;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Api.Admin;

/// <summary><c>/api/admin/sales</c>: making, editing and steering sales, and asking whether they add up.</summary>
internal static class AdminSalesResource
{
    private delegate Task<SaleResult> Act(string saleId, Actor admin, CancellationToken cancel);

    public static void MapAdminSales(this IEndpointRouteBuilder admin)
    {
        var sales = admin.MapGroup("/sales").WithTags("Admin: sales");
        sales.MapPost("", CreateAsync).WithSummary("Make a sale").Produces<SaleJson>(201).ProducesProblems(400, 503);
        sales.MapPut("/{id}", EditAsync).WithSummary("Edit a sale").WithDescription(
                "Absent members stay as they are. Scheduled: anything. Live, sold out or paused: name, description, image, a later `closesAt`, a higher `perCustomerLimit`. Ended: nothing.")
            .Produces<SaleJson>().ProducesProblems(400, 404, 409, 503);
        Steer(sales, "open", "Open a scheduled sale now", desk => desk.OpenAsync);
        Steer(sales, "pause", "Stop taking orders for a while", desk => desk.PauseAsync);
        Steer(sales, "resume", "Take orders again", desk => desk.ResumeAsync);
        Steer(sales, "close", "End the sale for good", desk => desk.CloseAsync);
        sales.MapPost("/{id}/restock", RestockAsync).WithSummary("Add stock, or take unsold stock back").WithDescription("Takes an `Idempotency-Key`. A negative quantity takes back what is available, never less than was asked.")
            .Produces<SaleJson>().ProducesProblems(400, 404, 409, 422, 503);
        sales.MapGet("/{id}/audit", AuditAsync).WithSummary("Does it add up?").WithDescription("Redis held against the ledger. `balanced` is null while the sale is too busy to settle; when it is false, `findings` say what does not add up and `offenders` name up to fifty orders that do not agree, `moreOffenders` how many more there are.")
            .Produces<AuditJson>().ProducesProblems(404, 503);
        sales.MapGet("/{id}/stock", StockAsync).WithSummary("Every change of the total, with who, when and why").WithDescription("`addsUp` is false when the changes do not come to the total; `stale` says that Redis is away and the ledger answered.")
            .Produces<StockAccountJson>().ProducesProblems(404, 503);
        sales.MapPost("/{id}/rebuild", RebuildAsync).WithSummary("Make the sale's stock anew from the ledger").WithDescription("With `dryRun=true` it only says what it would change.")
            .Produces<RebuildReport>().ProducesProblems(400, 404, 503);
    }

    private static void Steer(IEndpointRouteBuilder sales, string verb, string summary, Func<SaleDesk, Act> act) =>
        sales.MapPost($"/{{id}}/{verb}", async (string id, HttpContext http, SaleDesk desk) => SaleAnswer.Of(await act(desk)(id, Caller.Acting(http), CancellationToken.None), http))
            .WithSummary(summary).Produces<SaleJson>().ProducesProblems(404, 409, 503);

    private static async Task<IResult> CreateAsync(SaleDraft draft, HttpContext http, SaleDesk desk)
    {
        var result = await desk.CreateAsync(draft, Caller.Acting(http), CancellationToken.None);
        return result is { Outcome: SaleOutcome.Done, Sale: { } sale } ? TypedResults.Created($"/api/sales/{sale.Sale.Id}", SaleJson.Of(sale)) : SaleAnswer.Of(result, http);
    }

    private static async Task<IResult> EditAsync(string id, SaleDraft draft, HttpContext http, SaleDesk desk) =>
        SaleAnswer.Of(await desk.EditAsync(id, draft, Caller.Acting(http), CancellationToken.None), http);

    private static async Task<IResult> RestockAsync(string id, RestockRequest request, HttpContext http, SaleDesk desk)
    {
        if (!IdempotencyKey.TryRead(http.Request, out var key)) return Refusals.BadKey;
        if (request.Quantity is not { } quantity || quantity is 0 or > 1_000_000 or < -1_000_000) return Problem.Invalid("quantity", "must be a whole number from -1,000,000 to 1,000,000, and not 0");
        if (!Reason.IsGiven(request.Reason)) return Problem.Invalid("reason", Reason.Rule);
        return SaleAnswer.Of(await desk.RestockAsync(id, quantity, request.Reason!.Trim(), key, Caller.Acting(http), CancellationToken.None), http);
    }

    private static async Task<IResult> AuditAsync(string id, HttpContext http, Auditor auditor, SaleCatalogue catalogue, CancellationToken cancel)
    {
        if (await catalogue.FindAsync(id, cancel) is not { } sale) return Refusals.NoSuchSale;
        return await auditor.AuditAsync(sale.Id, cancel) is { } report ? TypedResults.Ok(AuditJson.Of(report)) : SaleAnswer.NotThere(http);
    }

    private static async Task<IResult> StockAsync(string id, StockHistory history, CancellationToken cancel) =>
        await history.FindAsync(id, cancel) is { } account ? TypedResults.Ok(StockAccountJson.Of(account)) : Refusals.NoSuchSale;

    private static async Task<IResult> RebuildAsync(string id, HttpContext http, Rebuild rebuild, SaleDesk desk, SaleCatalogue catalogue, bool dryRun = false)
    {
        if (await catalogue.FindAsync(id) is not { } sale) return Refusals.NoSuchSale;
        var report = dryRun ? await rebuild.RunAsync(sale.Id, dryRun: true, CancellationToken.None) : await desk.RebuildAsync(sale.Id, Caller.Acting(http));
        return report is not null ? TypedResults.Ok(report) : SaleAnswer.NotThere(http);
    }
}

/// <summary>Units to add, or, below zero, to take back; and why.</summary>
internal sealed record RestockRequest(int? Quantity, string? Reason);
