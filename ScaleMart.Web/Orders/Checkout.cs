namespace ScaleMart.Web.Orders;

/// <summary>What became of paying, cancelling or refunding.</summary>
public enum CheckoutOutcome
{
    /// <summary>Done, or done before: the order says how it stands.</summary>
    Done,

    /// <summary>The gateway has not answered yet; the order is paying (or its refund is under way).</summary>
    Pending,
    Declined,
    HoldExpired,
    NotPayable,
    NotCancellable,
    NotRefundable,
    NotFound,
    Unavailable,
}

/// <summary><paramref name="Order"/> as it stands after the act, whenever there is one.</summary>
public sealed record CheckoutResult(CheckoutOutcome Outcome, OrderView? Order = null);

/// <summary>Pays for and cancels what a shopper holds; cancels and refunds for admins.</summary>
public sealed class Checkout
{
    public Task<CheckoutResult> PayAsync(string orderId, string userId, string paymentToken, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<CheckoutResult> CancelAsync(string orderId, string userId, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>For admins: cancels a held order, with the reason.</summary>
    public Task<CheckoutResult> CancelForAsync(string orderId, string admin, string reason, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>For admins: gives the money and the stock of a confirmed order back, with the reason.</summary>
    public Task<CheckoutResult> RefundAsync(string orderId, string admin, string reason, CancellationToken cancel = default) => throw new NotSupportedException();
}
