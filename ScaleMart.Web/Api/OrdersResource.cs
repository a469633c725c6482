using ScaleMart.Web.Accounts;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Api.Json;
using ScaleMart.Web.Orders;

namespace ScaleMart.Web.Api;

/// <summary><c>/api/sales/{saleId}/orders</c> and <c>/api/orders</c>: a shopper's own orders, from the hold to the payment.</summary>
internal static class OrdersResource
{
    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sales/{saleId}/orders", PlaceAsync).WithTags("Orders").RequireAuthorization(Policies.Api).RequireRateLimiting(Limits.Orders)
            .WithSummary("Take stock and hold it").WithDescription(
                "202: the stock is yours to pay for until `holdExpiresAt`. Send an `Idempotency-Key` to be able to repeat the call safely: a repetition is answered with the same order and `Idempotency-Replayed: true`.")
            .Produces<OrderJson>(202).ProducesProblems(400, 401, 404, 409, 422, 429, 503);

        var orders = api.MapGroup("/orders").WithTags("Orders").RequireAuthorization(Policies.Api).ProducesProblems(401);
        orders.MapGet("", ListAsync).WithSummary("Your orders, newest first").Produces<IReadOnlyList<OrderJson>>().ProducesProblems(503);
        orders.MapGet("/{id}", FindAsync).WithSummary("One of your orders").Produces<OrderJson>().ProducesProblems(404, 503);
        orders.MapPost("/{id}/pay", PayAsync).RequireRateLimiting(Limits.Orders)
            .WithSummary("Pay for what you hold").WithDescription("202: the gateway has not answered yet; the order stays `paying` and is not lost. The sandbox knows `tok_ok`, `tok_declined`, `tok_slow` and `tok_lost`.")
            .Produces<OrderJson>().Produces<OrderJson>(202).ProducesProblems(400, 402, 404, 409, 429, 503);
        orders.MapPost("/{id}/cancel", CancelAsync).RequireRateLimiting(Limits.Orders)
            .WithSummary("Give back what you hold").Produces<OrderJson>().ProducesProblems(404, 409, 429, 503);
    }

    private static async Task<IResult> PlaceAsync(string saleId, OrderRequest request, HttpContext http, OrderDesk desk)
    {
        if (request.Quantity is not (>= 1 and var quantity)) return Refusals.QuantityMissing;
        if (!IdempotencyKey.TryRead(http.Request, out var key)) return Refusals.BadKey;
        // Without the request's token: a client that hangs up takes nothing out of a batch that is under way.
        var result = await desk.PlaceAsync(saleId, Caller.Id(http.User), quantity, key, CancellationToken.None);
        return result.Outcome switch
        {
            PlaceOutcome.Accepted => new AcceptedOrder(result.Order!),
            PlaceOutcome.Replayed => Replayed(http, result.Order!),
            PlaceOutcome.AboveLimit => Refusals.AboveLimit,
            PlaceOutcome.SoldOut => Refusals.SoldOut,
            PlaceOutcome.LimitReached => Refusals.LimitReached,
            PlaceOutcome.NotOpen => Refusals.NotOpen,
            PlaceOutcome.Paused => Refusals.Paused,
            PlaceOutcome.Closed => Refusals.Closed,
            PlaceOutcome.KeyMismatch => Refusals.KeyMismatch,
            PlaceOutcome.NotFound => Refusals.NoSuchSale,
            PlaceOutcome.RateLimited => Refusals.RateLimited.In(http, result.RetryAfter),
            PlaceOutcome.Unavailable => Refusals.Unavailable.In(http, result.RetryAfter),
            var unknown => throw new InvalidOperationException($"The desk answered {unknown}."),
        };
    }

    private static async Task<IResult> ListAsync(HttpContext http, OrderDesk desk, CancellationToken cancel) =>
        TypedResults.Ok((await desk.ListAsync(Caller.Id(http.User), cancel)).Select(OrderJson.Of).ToArray());

    private static async Task<IResult> FindAsync(string id, HttpContext http, OrderDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(id, Caller.Id(http.User), cancel) is { } order ? TypedResults.Ok(OrderJson.Of(order)) : Refusals.NoSuchOrder;

    private static async Task<IResult> PayAsync(string id, PayRequest request, HttpContext http, Checkout checkout)
    {
        if (request.PaymentToken is not { Length: >= 1 and <= 200 } token) return Refusals.BadPaymentToken;
        return CheckoutAnswer.Of(await checkout.PayAsync(id, Caller.Id(http.User), token, CancellationToken.None), http);
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext http, Checkout checkout) =>
        CheckoutAnswer.Of(await checkout.CancelAsync(id, Caller.Id(http.User), CancellationToken.None), http);

    private static AcceptedOrder Replayed(HttpContext http, OrderView order)
    {
        http.Response.Headers["Idempotency-Replayed"] = "true";
        return new AcceptedOrder(order);
    }
}
