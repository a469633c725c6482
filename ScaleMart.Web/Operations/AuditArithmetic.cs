using System.Globalization;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Operations;

/// <summary>The invariants of a sale as sums over one reading of Redis and one of the ledger; see "Invariants" in the docs.</summary>
public static class AuditArithmetic
{
    /// <summary>The caller has seen that Redis did not move while the ledger was read.</summary>
    public static AuditReport Settled(string saleId, StockAuditReading redis, LedgerReading ledger, DateTimeOffset at)
    {
        var newest = Newest(redis, ledger);
        var held = newest.Where(o => o.IsHeld).Sum(o => (long)o.Quantity);
        var sold = newest.Where(o => o.IsSold).Sum(o => (long)o.Quantity);
        var drift = redis.Available + held + sold - redis.Total;
        var users = Users(newest);
        var greedy = users.Concat(redis.UnitsByUser).Where(u => u.Value > redis.PerCustomerLimit).Select(u => u.Key).ToHashSet();

        var findings = Sum(redis).ToList();
        void Find(bool wrong, FormattableString finding)
        {
            if (wrong) findings.Add(finding.ToString(CultureInfo.InvariantCulture));
        }

        Find(redis.Held != held, $"Redis holds {redis.Held} units, the newest orders {held}.");
        Find(redis.Sold != sold, $"Redis sold {redis.Sold} units, the newest orders {sold}.");
        Find(drift > 0, $"Oversold by {drift}: available, held and sold by the newest orders exceed the total.");
        Find(drift < 0, $"Undersold by {-drift}: units that are neither sold, held nor for sale.");
        Find(ledger.Twice.Count > 0, $"{ledger.Twice.Count} orders are in the ledger twice.");
        Find(greedy.Count > 0, $"{greedy.Count} users have more than {redis.PerCustomerLimit}.");
        var astray = Astray(redis.UnitsByUser, users);
        Find(astray > 0, $"{astray} users have other units in Redis than in their newest orders.");

        return Report(saleId, redis, ledger, at) with
        {
            Settled = true,
            Oversold = (int)Math.Max(0, drift),
            Undersold = (int)Math.Max(0, -drift),
            Duplicates = ledger.Twice.Count + greedy.Count,
            Balanced = findings.Count == 0,
            Findings = findings,
            LastSettled = new AuditVerdict(findings.Count == 0, redis.Sequence, at),
        };
    }

    /// <summary>Redis moved: only its own sum can be judged, since one script read it.</summary>
    public static AuditReport Unsettled(string saleId, StockAuditReading redis, LedgerReading ledger, DateTimeOffset at, AuditVerdict? last) =>
        Report(saleId, redis, ledger, at) with { Findings = Sum(redis).ToList(), LastSettled = last };

    /// <summary>What is wrong with a sale's sum in Redis alone, a sentence each.</summary>
    internal static IEnumerable<string> Sum(int total, int available, int held, int sold)
    {
        if (total != available + held + sold)
            yield return FormattableString.Invariant($"In Redis {total} in all is not {available} available, {held} held and {sold} sold.");
        if (available < 0 || held < 0 || sold < 0) yield return "A count in Redis is below zero.";
    }

    private static IEnumerable<string> Sum(StockAuditReading redis) => Sum(redis.Total, redis.Available, redis.Held, redis.Sold);

    /// <summary>The highest version of each order over the ledger and what waits for it.</summary>
    internal static List<OrderStanding> Newest(StockAuditReading redis, LedgerReading ledger)
    {
        var newest = new Dictionary<string, OrderStanding>(ledger.Orders);
        foreach (var order in redis.Pending)
        {
            if (!newest.TryGetValue(order.Id, out var known) || known.Version < order.Version) newest[order.Id] = OrderStanding.Of(order);
        }

        return [.. newest.Values];
    }

    private static Dictionary<string, int> Users(List<OrderStanding> newest) =>
        newest.Where(o => o.IsHeld || o.IsSold).GroupBy(o => o.UserId).ToDictionary(g => g.Key, g => g.Sum(o => o.Quantity));

    private static int Astray(IReadOnlyDictionary<string, int> redis, Dictionary<string, int> newest) =>
        redis.Keys.Union(newest.Keys).Count(user => redis.GetValueOrDefault(user) != newest.GetValueOrDefault(user));

    private static AuditReport Report(string saleId, StockAuditReading redis, LedgerReading ledger, DateTimeOffset at) => new()
    {
        SaleId = saleId,
        Settled = false,
        Sequence = redis.Sequence,
        Total = redis.Total,
        Available = redis.Available,
        Held = redis.Held,
        Sold = redis.Sold,
        Queued = redis.Queued,
        InFlight = redis.InFlight,
        DeadLetters = redis.DeadLetters,
        Ledger = ledger.Count,
        Oversold = 0,
        Undersold = 0,
        Duplicates = 0,
        Balanced = null,
        Findings = [],
        At = at,
    };
}
