using System.Collections.Concurrent;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>
/// When Redis lost what had not reached the ledger, an order that counts as held may have been paid for since: the gateway
/// remembers. It is asked for every such order before the sale opens, or money would be taken for a hold that then lapses.
/// </summary>
public sealed class LostPayments(IPaymentGateway gateway)
{
    private const int AtOnce = 16;

    /// <summary>The held orders of these for which the gateway knows of an attempt that their record does not.</summary>
    public async Task<IReadOnlyDictionary<string, LostPayment>> FindAsync(IEnumerable<OrderRecord> orders)
    {
        var found = new ConcurrentDictionary<string, LostPayment>();
        await Parallel.ForEachAsync(orders.Where(o => o.Status == OrderStatus.Held), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (order, cancel) =>
        {
            if (await FindAsync(order, cancel) is { } lost) found[order.Id] = lost;
        });
        return found;
    }

    // A declined attempt may have been followed by another.
    private async Task<LostPayment?> FindAsync(OrderRecord order, CancellationToken cancel)
    {
        LostPayment? lost = null;
        for (var attempt = order.Attempt + 1; attempt <= OrderActs.Attempts; attempt++)
        {
            var state = await gateway.AskAsync(Settlement.ChargeKey(order with { Attempt = attempt }), cancel);
            if (state == ChargeState.None) break;
            lost = new LostPayment(attempt, state);
            if (state != ChargeState.Declined) break;
        }

        return lost;
    }
}

/// <summary>The last attempt to pay that the gateway knows of, and how it stands.</summary>
public sealed record LostPayment(int Attempt, ChargeState State)
{
    /// <summary>The order with that attempt: paying, to be settled like any other, or held still when the attempt was declined.</summary>
    public OrderRecord On(OrderRecord held, long version, DateTimeOffset now)
    {
        var paying = held with { Status = OrderStatus.Paying, Attempt = Attempt, Version = version, Timeline = [.. held.Timeline, new OrderEvent(now, "paying")] };
        return State == ChargeState.Declined
            ? paying with { Status = OrderStatus.Held, Timeline = [.. paying.Timeline, new OrderEvent(now, "declined")] }
            : paying;
    }
}
