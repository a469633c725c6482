using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders;

/// <summary>
/// Brings a payment or a refund that was begun to its end, by asking the gateway how it stands. While the gateway cannot be
/// reached nothing moves; after ten minutes without a charge the attempt is voided, and the stock goes back.
/// </summary>
public sealed class Settlement(OrderActs acts, IPaymentGateway gateway, RedisDoor redis, DrainSignal drain, IOrderAnnouncer announcer, TimeProvider time)
{
    /// <summary>How long an open payment is left to whoever began it before somebody asks the gateway.</summary>
    public static readonly TimeSpan LookAfter = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);

    /// <summary>A charge's key: the order and the attempt, so that each attempt is charged at most once.</summary>
    public static string ChargeKey(OrderRecord order) => $"{order.Id}:{order.Attempt}";

    /// <summary>The order as it stands afterwards; null when nothing can be said yet.</summary>
    /// <exception cref="Exception">The gateway failed in a way of its own, or was silent for too long: the order is as it was.</exception>
    public async Task<OrderRecord?> SettleAsync(OrderRecord order)
    {
        if (order.Status == OrderStatus.Paying) return (await SettlePaymentAsync(order))?.Order;
        if (order.Timeline is [.., var last] && last.Event is "refunding" or "late") return (await RefundAsync(order))?.Order;
        return order;
    }

    /// <summary>Writes down what the gateway answered to a charge.</summary>
    public async Task<ActResult?> ApplyAsync(OrderRecord paying, ChargeResult charged)
    {
        var result = charged switch
        {
            ChargeResult.Charged => await acts.ConfirmAsync(paying),
            ChargeResult.Declined => await acts.DeclineAsync(paying),
            ChargeResult.Voided => await acts.ExpireAsync(paying),
            _ => throw new InvalidOperationException($"The gateway answered {charged}."),
        };
        Tell(paying.SaleId, result);
        return result is { Code: ActCode.Late, Order: { } late } ? await RefundAsync(late) : result;
    }

    private async Task<ActResult?> SettlePaymentAsync(OrderRecord paying)
    {
        switch (await PatientlyAsync(wait => gateway.AskAsync(ChargeKey(paying), wait)))
        {
            case ChargeState.Charged or ChargeState.Refunded:
                return await ApplyAsync(paying, ChargeResult.Charged);
            case ChargeState.Declined:
                return await ApplyAsync(paying, ChargeResult.Declined);
            case ChargeState.Voided:
                return await ApplyAsync(paying, ChargeResult.Voided);
        }

        var since = paying.Timeline.Last(e => e.Event == "paying").At;
        if (await redis.TimeAsync() - since < GiveUpAfter) return null;
        // Crash point 9: voided, and the order is still paying. The next look finds the void and expires it.
        var voided = await PatientlyAsync(wait => gateway.VoidAsync(ChargeKey(paying), wait));
        return await ApplyAsync(paying, voided == VoidResult.Voided ? ChargeResult.Voided : ChargeResult.Charged);
    }

    private async Task<ActResult?> RefundAsync(OrderRecord order)
    {
        if (await PatientlyAsync(wait => gateway.RefundAsync($"{order.Id}:refund", ChargeKey(order), wait)) != RefundOutcome.Refunded)
            throw new InvalidOperationException($"The gateway has nothing to give back for order {order.Id}; it is not called refunded.");
        // Crash point 8: the money is back, the order does not say so yet. The next look refunds under the same key: nothing twice.
        var result = await acts.RefundAsync(order.SaleId, order.Id);
        Tell(order.SaleId, result);
        return result;
    }

    // A gateway may never answer: whoever asks stops waiting, and asks again at the next look.
    private async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> ask)
    {
        using var patience = new CancellationTokenSource(LookAfter, time);
        return await ask(patience.Token).WaitAsync(patience.Token);
    }

    private void Tell(string saleId, ActResult result)
    {
        drain.Wake(saleId);
        if (result is { Code: ActCode.Done or ActCode.Late, Order: { } order }) announcer.Announce(order);
    }
}
