namespace ScaleMart.Web.Orders.Payment;

public enum ChargeResult
{
    Charged,
    Declined,

    /// <summary>Refused, because the key was voided before.</summary>
    Voided,
}

/// <summary>How the charge of a key stands.</summary>
public enum ChargeState
{
    /// <summary>The gateway has never heard of the key.</summary>
    None,
    Pending,
    Charged,
    Declined,
    Voided,

    /// <summary>Charged once, given back since.</summary>
    Refunded,
}

public enum VoidResult
{
    /// <summary>Nothing was taken, and nothing ever will be under this key.</summary>
    Voided,

    /// <summary>Too late: the money was taken (and is still the shop's, or was refunded since).</summary>
    AlreadyCharged,
}

public enum RefundOutcome
{
    Refunded,

    /// <summary>There is no charge of that key to give back, or not yet.</summary>
    NotCharged,
}

/// <summary>
/// Whoever takes the money. Every act carries the caller's key and may be repeated: the same key gets the same answer and
/// nothing happens twice. An act may take long, fail, or never answer; then <see cref="AskAsync"/> says how it stands.
/// </summary>
public interface IPaymentGateway
{
    Task<ChargeResult> ChargeAsync(string key, decimal amount, string currency, string paymentToken, CancellationToken cancel = default);

    Task<ChargeState> AskAsync(string key, CancellationToken cancel = default);

    /// <summary>Remembered: a later charge under this key is refused. Against a charge that is under way one of the two wins.</summary>
    Task<VoidResult> VoidAsync(string key, CancellationToken cancel = default);

    /// <summary>Gives the whole charge of <paramref name="chargeKey"/> back, once; <paramref name="key"/> is the refund's own.</summary>
    Task<RefundOutcome> RefundAsync(string key, string chargeKey, CancellationToken cancel = default);
}
