using ScaleMart.Web.Accounts;
using ScaleMart.Web.Api.Json;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Api.Admin;

/// <summary><c>/api/admin/orders</c>: finding orders, giving stock and money back, and what was found as a table.</summary>
internal static class AdminOrdersResource
{
    private const int PageOfOrders = 100;

    private const string Words =
        "`query` is an order's id or its beginning, an e-mail or its beginning, or a user's id; `saleId` an id or a slug; `from` (included) and `to` (not included) bound when an order was accepted. ";

    public static void MapAdminOrders(this IEndpointRouteBuilder admin)
    {
        var orders = admin.MapGroup("").WithTags("Admin: orders");
        orders.MapGet("/orders", SearchAsync).WithSummary("Find orders, newest first").WithDescription(
                Words + "A hundred at a time: `older` is the `after` of the next page, null on the last. `withoutRedis` or `withoutLedger` say that a store gave no answer, `cut` that there was more than is looked through at once.")
            .Produces<FoundOrdersJson>().ProducesProblems(400, 404, 503);
        orders.MapPost("/orders/{id}/cancel", CancelAsync).WithSummary("Cancel a held order").Produces<OrderJson>().ProducesProblems(400, 404, 409, 503);
        orders.MapPost("/orders/{id}/refund", RefundAsync).WithSummary("Give money and stock of a confirmed order back")
            .WithDescription("202: the gateway has not answered yet; the refund is remembered and goes on.")
            .Produces<OrderJson>().Produces<OrderJson>(202).ProducesProblems(400, 404, 409, 503);
        orders.MapGet("/orders.csv", CsvAsync).WithSummary("The orders that a search finds, all of them, newest first").WithDescription(
                Words + "Streamed. While Redis is away the file has what the ledger knows and says so in its name; while the ledger is away there is none.")
            .Produces(200, contentType: "text/csv").ProducesProblems(400, 404, 503);
    }

    private static Task<IResult> CancelAsync(string id, ReasonRequest request, HttpContext http, Checkout checkout) =>
        ActAsync(request, http, reason => checkout.CancelForAsync(id, Caller.Acting(http), reason, CancellationToken.None));

    private static Task<IResult> RefundAsync(string id, ReasonRequest request, HttpContext http, Checkout checkout) =>
        ActAsync(request, http, reason => checkout.RefundAsync(id, Caller.Acting(http), reason, CancellationToken.None));

    private static async Task<IResult> ActAsync(ReasonRequest request, HttpContext http, Func<string, Task<CheckoutResult>> act) =>
        Reason.IsGiven(request.Reason) ? CheckoutAnswer.Of(await act(request.Reason!.Trim()), http) : Problem.Invalid("reason", Reason.Rule);

    private static async Task<IResult> SearchAsync(
        string? query, string? saleId, string? status, string? from, string? to, string? after, QuestionDesk desk, OrderSearch search, CancellationToken cancel)
    {
        var asked = await desk.ReadAsync(new OrderQuestion(query, saleId, status, from, to, after), cancel);
        if (Refused(asked) is { } refused) return refused;
        return TypedResults.Ok(FoundOrdersJson.Of(await search.FindAsync(asked.Filter, asked.After, PageOfOrders, cancel)));
    }

    private static async Task<IResult> CsvAsync(string? query, string? saleId, string? status, string? from, string? to, HttpContext http, QuestionDesk desk, OrderSearch search)
    {
        var asked = await desk.ReadAsync(new OrderQuestion(query, saleId, status, from, to), http.RequestAborted);
        if (Refused(asked) is { } refused) return refused;
        var (isWithoutRedis, rows) = await search.ExportAsync(asked.Filter, http.RequestAborted);
        return TypedResults.Stream(body => OrdersCsv.WriteAsync(body, rows, http.RequestAborted), "text/csv; charset=utf-8", OrdersCsv.Name(isWithoutRedis));
    }

    private static IResult? Refused(Understood asked) =>
        asked.Faults.Count == 0 ? null : asked.Faults.ContainsKey("saleId") && asked.Faults.Count == 1 ? Refusals.NoSuchSale : Problem.Invalid(asked.Faults);
}
