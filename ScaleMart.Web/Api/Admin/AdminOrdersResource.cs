using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Api.Admin;

/// <summary><c>/api/admin/orders</c>: giving stock and money back, and the ledger as a table.</summary>
internal static class AdminOrdersResource
{
    public static void MapAdminOrders(this IEndpointRouteBuilder admin)
    {
        var orders = admin.MapGroup("").WithTags("Admin: orders");
        orders.MapPost("/orders/{id}/cancel", CancelAsync).WithSummary("Cancel a held order").Produces<OrderJson>().ProducesProblems(400, 404, 409, 503);
        orders.MapPost("/orders/{id}/refund", RefundAsync).WithSummary("Give money and stock of a confirmed order back")
            .WithDescription("202: the gateway has not answered yet; the refund is remembered and goes on.")
            .Produces<OrderJson>().Produces<OrderJson>(202).ProducesProblems(400, 404, 409, 503);
        orders.MapGet("/orders.csv", CsvAsync).WithSummary("The ledger's orders, of one sale or of all, in order of acceptance").Produces(200, contentType: "text/csv").ProducesProblems(404);
    }

    private static Task<IResult> CancelAsync(string id, ReasonRequest request, HttpContext http, Checkout checkout) =>
        ActAsync(request, http, reason => checkout.CancelForAsync(id, Caller.Acting(http), reason, CancellationToken.None));

    private static Task<IResult> RefundAsync(string id, ReasonRequest request, HttpContext http, Checkout checkout) =>
        ActAsync(request, http, reason => checkout.RefundAsync(id, Caller.Acting(http), reason, CancellationToken.None));

    private static async Task<IResult> ActAsync(ReasonRequest request, HttpContext http, Func<string, Task<CheckoutResult>> act) =>
        Reason.IsGiven(request.Reason) ? CheckoutAnswer.Of(await act(request.Reason!.Trim()), http) : Problem.Invalid("reason", Reason.Rule);

    private static async Task<IResult> CsvAsync(string? saleId, HttpContext http, IOrderBook book, SaleCatalogue catalogue)
    {
        var sale = string.IsNullOrEmpty(saleId) ? null : await catalogue.FindAsync(saleId, http.RequestAborted);
        if (sale is null && !string.IsNullOrEmpty(saleId)) return Refusals.NoSuchSale;
        return TypedResults.Stream(
            body => OrdersCsv.WriteAsync(body, book.OfSaleAsync(sale?.Id, http.RequestAborted), http.RequestAborted), "text/csv; charset=utf-8", "orders.csv");
    }
}
