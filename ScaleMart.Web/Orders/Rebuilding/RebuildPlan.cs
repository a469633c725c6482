using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Stock.Restore;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>
/// Works out a sale from the ledger and from what survived in Redis, by the highest version of each order. It touches no
/// store: the same snapshots give the same plan.
/// </summary>
public static class RebuildPlan
{
    /// <summary>A sequence after a rebuild lies past everything that anybody can have seen before it.</summary>
    private const long Leap = 1L << 20;

    /// <summary>Redis is behind what the ledger has, or what somebody was told: writes that it had acknowledged are gone.</summary>
    public static bool IsLost(SaleSnapshot redis, LedgerSnapshot ledger) =>
        redis.Counts.Sequence < ledger.Orders.Select(o => o.Version).Append(ledger.Fence).Append(ledger.Terms?.Version ?? 0).Max();

    /// <summary>The newest record of every order.</summary>
    public static Dictionary<string, OrderRecord> Newest(SaleSnapshot redis, LedgerSnapshot ledger) =>
        redis.Orders.Concat(ledger.Orders).GroupBy(o => o.Id).ToDictionary(g => g.Key, g => g.MaxBy(o => o.Version)!);

    /// <param name="sale">The sale as it was made.</param>
    /// <param name="redis">What survived.</param>
    /// <param name="ledger">What was recorded.</param>
    /// <param name="payments">Of a sale that Redis lost: payments that only the gateway remembers, by order.</param>
    /// <param name="now">Redis's time.</param>
    /// <param name="dryRun">Only to be told in the report.</param>
    public static (SalePlan Plan, RebuildReport Report) Make(
        Sale sale, SaleSnapshot redis, LedgerSnapshot ledger, IReadOnlyDictionary<string, LostPayment> payments, DateTimeOffset now, bool dryRun)
    {
        var survived = redis.Orders.ToDictionary(o => o.Id);
        var recorded = ledger.Orders.ToDictionary(o => o.Id);
        var newest = Newest(redis, ledger);
        var sequence = Leap + new[] { redis.Counts.Sequence, ledger.Fence, ledger.Terms?.Version ?? 0, redis.Terms?.Version ?? 0 }
            .Concat(newest.Values.Select(o => o.Version)).Max();
        var terms = Terms(sale, redis, ledger) with { Version = sequence };
        foreach (var (id, payment) in payments) newest[id] = payment.On(newest[id], sequence, now);
        var given = Overdraft.Of(newest.Values, Late(redis, ledger), terms, sequence, now);
        foreach (var order in given) newest[order.Id] = order;

        var everyone = newest.Values.ToList();
        var write = everyone.Where(o => !survived.TryGetValue(o.Id, out var there) || there.Version < o.Version).ToList();
        var requeue = everyone
            .Where(o => !redis.Queued.Contains(o.Id) && (!recorded.TryGetValue(o.Id, out var there) || there.Version < o.Version))
            .OrderBy(o => o.AcceptedAt).Select(o => o.Id).ToList();
        var counts = Count(everyone, sequence, terms.Total);
        return (new SalePlan(terms, counts, write, everyone, [.. requeue, OrderQueue.TermsEntry]), new RebuildReport
        {
            SaleId = sale.Id,
            DryRun = dryRun,
            Before = redis.Counts,
            After = counts,
            Torn = redis.IsTorn,
            Restored = [.. write.Select(o => o.Id).Except(given.Select(o => o.Id))],
            Requeued = requeue,
            Cancelled = [.. given.Where(o => o.Status == OrderStatus.Cancelled).Select(o => o.Id)],
            Paying = [.. payments.Keys],
            Refunding = [.. given.Where(o => o.Status == OrderStatus.Confirmed).Select(o => o.Id)],
            HoldsAdded = [.. everyone.Where(o => o.Status == OrderStatus.Held && !redis.Holding.Contains(o.Id)).Select(o => o.Id)],
            HoldsDropped = [.. redis.Holding.Where(id => !newest.ContainsKey(id))],
            UsersCorrected = Astray(redis.UnitsByUser, Buyers.Of(everyone).Units),
            Unreadable = [.. redis.Unreadable.Where(id => !recorded.ContainsKey(id))],
        });
    }

    private static HashSet<string> Late(SaleSnapshot redis, LedgerSnapshot ledger) =>
        IsLost(redis, ledger) ? [] : [.. ledger.Orders.Select(o => o.Id).Except(redis.Orders.Select(o => o.Id)).Except(redis.Unreadable)];

    private static SaleTerms Terms(Sale sale, SaleSnapshot redis, LedgerSnapshot ledger)
    {
        var known = new[] { redis.Terms, ledger.Terms }.OfType<SaleTerms>().MaxBy(t => t.Version) ?? new SaleTerms
        {
            SaleId = sale.Id,
            Version = 0,
            Quantity = sale.Quantity,
            Switch = "open",
            OpensAt = sale.OpensAt,
            ClosesAt = sale.ClosesAt,
            PerCustomerLimit = sale.PerCustomerLimit,
            HoldSeconds = sale.HoldSeconds,
            UnitPrice = sale.UnitPrice,
            Currency = sale.Currency,
            ProductName = sale.Product.Name,
            Restocks = [],
        };
        // A restock is written before the terms that count it: what either store has, happened.
        return known with { Restocks = [.. redis.Restocks.Concat(ledger.Terms?.Restocks ?? []).DistinctBy(r => r.Id).OrderBy(r => r.At)] };
    }

    private static SaleCounts Count(IReadOnlyCollection<OrderRecord> orders, long sequence, int total)
    {
        var held = orders.Where(o => o.Status.AreHeld()).Sum(o => o.Quantity);
        var sold = orders.Where(o => o.Status.AreSold()).Sum(o => o.Quantity);
        return new SaleCounts(sequence, total, total - held - sold, held, sold);
    }

    private static IReadOnlyList<string> Astray(IReadOnlyDictionary<string, int> counted, IReadOnlyDictionary<string, int> units) =>
        [.. counted.Keys.Union(units.Keys).Where(user => counted.GetValueOrDefault(user) != units.GetValueOrDefault(user))];
}
