namespace ScaleMart.Web.Orders.Payment;

/// <summary>
/// What the sandbox knows of one key. A <see cref="ChargeState.Pending"/> charge counts as charged from <paramref name="DueAt"/>
/// on; <paramref name="RefundKey"/> is the refund's own key, once there is one.
/// </summary>
public sealed record Charge(string Key, ChargeState State, decimal Amount, string Currency, string PaymentToken, DateTimeOffset DueAt, string? RefundKey = null);

/// <summary>The sandbox's charges: one for each key, on disk before a call returns.</summary>
public interface IChargeBook
{
    Task<Charge?> FindAsync(string key, CancellationToken cancel = default);

    /// <summary>The first charge of a key stays: answers the one that is there now.</summary>
    Task<Charge> AddAsync(Charge charge, CancellationToken cancel = default);

    /// <summary>Puts the charge in the place of one in the state <paramref name="from"/>; false, and nothing written, when it is in another.</summary>
    Task<bool> ReplaceAsync(Charge charge, ChargeState from, CancellationToken cancel = default);
}
