namespace ScaleMart.Web.Api;

/// <summary>The refusals of the order endpoints, in the contract's codes.</summary>
internal static class Refusals
{
    public const string StoreSilent =
        "The reservation store cannot answer just now. If you were placing an order, a hold may exist: look at GET /api/orders, or send it again with the same Idempotency-Key.";

    public static readonly Refusal QuantityMissing = new(400, "invalid", "quantity must be a whole number of at least 1.");
    public static readonly Refusal AboveLimit = new(400, "invalid", "quantity is above what one customer may have of this sale.");
    public static readonly Refusal BadKey = new(400, "invalid", "Idempotency-Key must be one header of 1 to 128 printable ASCII characters.");
    public static readonly Refusal BadPaymentToken = new(400, "invalid", "paymentToken must have 1 to 200 characters.");
    public static readonly Refusal NoSuchSale = new(404, "not_found", "There is no such sale.");
    public static readonly Refusal NoSuchOrder = new(404, "not_found", "There is no such order.");
    public static readonly Refusal SoldOut = new(409, "sold_out", "Nothing is available now. What others hold and do not pay for comes back.");
    public static readonly Refusal LimitReached = new(409, "limit_reached", "With what you have already, this would be more than one customer may have of this sale.");
    public static readonly Refusal NotOpen = new(409, "not_open", "The sale has not opened yet.");
    public static readonly Refusal Paused = new(409, "paused", "The sale is paused.");
    public static readonly Refusal Closed = new(409, "closed", "The sale has ended.");
    public static readonly Refusal KeyMismatch = new(422, "idempotency_mismatch", "This Idempotency-Key was accepted with another body.");
    public static readonly Refusal RateLimited = new(429, "rate_limited", "Too many attempts in this sale; wait before the next one.");
    public static readonly Refusal Unavailable = new(503, "unavailable", StoreSilent);
    public static readonly Refusal HoldExpired = new(409, "hold_expired", "The hold ended before the payment; the units went back on sale.");
    public static readonly Refusal NotPayable = new(409, "not_payable", "This order cannot be paid for as it stands.");
    public static readonly Refusal NotCancellable = new(409, "not_cancellable", "This order cannot be cancelled as it stands.");
    public static readonly Refusal NotRefundable = new(409, "not_refundable", "This order cannot be refunded as it stands.");

    /// <summary>When to come back, in whole seconds, rounded up.</summary>
    public static Refusal In(this Refusal refusal, HttpContext http, TimeSpan? wait)
    {
        var seconds = Math.Max(1, (long)Math.Ceiling((wait ?? TimeSpan.FromSeconds(1)).TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return refusal;
    }
}
