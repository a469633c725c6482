using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Stock.Restore;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>What the ledger knows of a sale.</summary>
/// <param name="Orders">Every order.</param>
/// <param name="Terms">Its newest terms, when it has any.</param>
/// <param name="Fence">The highest sequence that an earlier rebuild gave out.</param>
public sealed record LedgerSnapshot(IReadOnlyList<OrderRecord> Orders, SaleTerms? Terms, long Fence);

/// <summary>
/// Works out a sale from the ledger and from what survived in Redis, by the highest version of each order. It touches no
/// store: the same snapshots give the same plan.
/// </summary>
public static class RebuildPlan
{
    /// <summary>A sequence after a rebuild lies past everything that anybody can have seen before it.</summary>
    private const long Leap = 1L << 20;

    public static (SalePlan Plan, RebuildReport Report) Make(Sale sale, SaleSnapshot redis, LedgerSnapshot ledger, DateTimeOffset now, bool dryRun)
    {
        var survived = redis.Orders.ToDictionary(o => o.Id);
        var recorded = ledger.Orders.ToDictionary(o => o.Id);
        var newest = survived.Values.Concat(recorded.Values).GroupBy(o => o.Id).ToDictionary(g => g.Key, g => g.MaxBy(o => o.Version)!);
        var sequence = Leap + new[] { redis.Counts.Sequence, ledger.Fence, ledger.Terms?.Version ?? 0, redis.Terms?.Version ?? 0 }
            .Concat(newest.Values.Select(o => o.Version)).Max();
        var terms = Terms(sale, redis, ledger) with { Version = sequence };

        var cancelled = Overdrawn(newest.Values, terms.Total);
        foreach (var order in cancelled)
        {
            newest[order.Id] = order with
            {
                Status = OrderStatus.Cancelled,
                Version = sequence,
                Reason = "no stock was left for it after a rebuild",
                Timeline = [.. order.Timeline, new OrderEvent(now, "cancelled")],
            };
        }

        var everyone = newest.Values.ToList();
        var (held, sold) = Units(everyone);
        var counts = new SaleCounts(sequence, terms.Total, terms.Total - held - sold, held, sold);
        var write = everyone.Where(o => !survived.TryGetValue(o.Id, out var there) || there.Version < o.Version).ToList();
        var requeue = everyone
            .Where(o => !redis.Queued.Contains(o.Id) && (!recorded.TryGetValue(o.Id, out var there) || there.Version < o.Version))
            .OrderBy(o => o.AcceptedAt).Select(o => o.Id).ToList();
        var report = new RebuildReport(sale.Id, dryRun, redis.Counts, counts,
            [.. write.Select(o => o.Id).Except(cancelled.Select(o => o.Id))], requeue, [.. cancelled.Select(o => o.Id)],
            [.. redis.Unreadable.Where(id => !recorded.ContainsKey(id))]);
        return (new SalePlan(terms, counts, write, everyone, [.. requeue, OrderQueue.TermsEntry]), report);
    }

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

    /// <summary>Held orders to give up so that no more is held and sold than there is: the latest first.</summary>
    private static List<OrderRecord> Overdrawn(IReadOnlyCollection<OrderRecord> orders, int total)
    {
        var (held, sold) = Units(orders);
        var over = held + sold - total;
        var given = new List<OrderRecord>();
        foreach (var order in orders.Where(o => o.Status == OrderStatus.Held).OrderByDescending(o => o.AcceptedAt).ThenByDescending(o => o.Version))
        {
            if (over <= 0) break;
            given.Add(order);
            over -= order.Quantity;
        }

        return given;
    }

    private static (int Held, int Sold) Units(IReadOnlyCollection<OrderRecord> orders) => (
        orders.Where(o => o.Status.AreHeld()).Sum(o => o.Quantity),
        orders.Where(o => o.Status.AreSold()).Sum(o => o.Quantity));
}
