namespace ScaleMart.Web.Orders.Payment;

/// <summary>
/// The sandbox: no money moves. It behaves as a real gateway does at its best and at its worst, and its charges are durable
/// before it answers. It knows the payment tokens <c>tok_ok</c> (charged), <c>tok_declined</c>, <c>tok_slow</c> (charged after five
/// seconds) and <c>tok_lost</c> (charged, but the answer never arrives); any other is declined.
/// </summary>
public sealed class SandboxGateway(IChargeBook charges, TimeProvider time) : IPaymentGateway
{
    private const string Lost = "tok_lost";
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(5);

    public async Task<ChargeResult> ChargeAsync(string key, decimal amount, string currency, string paymentToken, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var (state, dueAt) = paymentToken switch
        {
            "tok_ok" or Lost => (ChargeState.Charged, now),
            "tok_slow" => (ChargeState.Pending, now + Slowness),
            _ => (ChargeState.Declined, now),
        };
        var charge = await charges.AddAsync(new Charge(key, state, amount, currency, paymentToken, dueAt), cancel);
        while (charge.State == ChargeState.Pending)
        {
            await Task.Delay(charge.DueAt - time.GetUtcNow() is { Ticks: > 0 } left ? left : TimeSpan.Zero, time, cancel);
            charge = await SettledAsync(charge, cancel);
        }

        if (charge is { PaymentToken: Lost, State: not ChargeState.Voided }) await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
        return charge.State switch
        {
            ChargeState.Charged or ChargeState.Refunded => ChargeResult.Charged,
            ChargeState.Voided => ChargeResult.Voided,
            _ => ChargeResult.Declined,
        };
    }

    public async Task<ChargeState> AskAsync(string key, CancellationToken cancel = default) =>
        await charges.FindAsync(key, cancel) is { } charge ? (await SettledAsync(charge, cancel)).State : ChargeState.None;

    public async Task<VoidResult> VoidAsync(string key, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var charge = await charges.AddAsync(new Charge(key, ChargeState.Voided, 0, "", "", now), cancel);
        while (true)
        {
            charge = await SettledAsync(charge, cancel);
            // A declined charge took nothing and stays declined when it is asked for again: as good as void.
            if (charge.State is ChargeState.Voided or ChargeState.Declined) return VoidResult.Voided;
            if (charge.State is ChargeState.Charged or ChargeState.Refunded) return VoidResult.AlreadyCharged;
            await charges.ReplaceAsync(charge with { State = ChargeState.Voided }, ChargeState.Pending, cancel);
            charge = await ReadAsync(key, cancel);
        }
    }

    public async Task<RefundOutcome> RefundAsync(string key, string chargeKey, CancellationToken cancel = default)
    {
        if (await charges.FindAsync(chargeKey, cancel) is not { } charge) return RefundOutcome.NotCharged;
        charge = await SettledAsync(charge, cancel);
        if (charge.State == ChargeState.Charged)
        {
            // Of two refunds at once the second finds it refunded: the money goes back once.
            await charges.ReplaceAsync(charge with { State = ChargeState.Refunded, RefundKey = key }, ChargeState.Charged, cancel);
            charge = await ReadAsync(chargeKey, cancel);
        }

        return charge.State == ChargeState.Refunded ? RefundOutcome.Refunded : RefundOutcome.NotCharged;
    }

    // A process killed while it waited leaves the charge pending; whoever looks after its time completes it.
    private async Task<Charge> SettledAsync(Charge charge, CancellationToken cancel)
    {
        if (charge.State != ChargeState.Pending) return charge;
        if (charge.DueAt <= time.GetUtcNow()) await charges.ReplaceAsync(charge with { State = ChargeState.Charged }, ChargeState.Pending, cancel);
        return await ReadAsync(charge.Key, cancel);
    }

    private async Task<Charge> ReadAsync(string key, CancellationToken cancel) =>
        await charges.FindAsync(key, cancel) ?? throw new InvalidOperationException($"The charge '{key}' was in the book and is gone.");
}
