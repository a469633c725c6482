using ScaleMart.Web.Orders;

namespace ScaleMart.Web.Api;

/// <summary>What became of paying, cancelling or refunding, as an answer.</summary>
internal static class CheckoutAnswer
{
    public static IResult Of(CheckoutResult result, HttpContext http) => result.Outcome switch
    {
        CheckoutOutcome.Done => TypedResults.Ok(OrderJson.Of(result.Order!)),
        CheckoutOutcome.Pending => new AcceptedOrder(result.Order!),
        CheckoutOutcome.Declined => Declined(result.Order),
        CheckoutOutcome.HoldExpired => Refusals.HoldExpired,
        CheckoutOutcome.NotPayable => Refusals.NotPayable,
        CheckoutOutcome.NotCancellable => Refusals.NotCancellable,
        CheckoutOutcome.NotRefundable => Refusals.NotRefundable,
        CheckoutOutcome.NotFound => Refusals.NoSuchOrder,
        CheckoutOutcome.Unavailable => Refusals.Unavailable.In(http, null),
        var unknown => throw new InvalidOperationException($"The checkout answered {unknown}."),
    };

    private static IResult Declined(OrderView? order) => Problem.Of(
        402, "payment_declined", "The payment was declined. What you hold is still yours until the hold ends; try another payment.",
        order is null ? null : new Dictionary<string, object?> { ["order"] = OrderJson.Of(order) });
}
