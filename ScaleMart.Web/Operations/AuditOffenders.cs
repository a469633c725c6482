using System.Globalization;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Operations;

/// <summary>Which orders of a sale do not agree: Redis's own records held against the newest of the ledger and of what waits for it.</summary>
public static class AuditOffenders
{
    /// <summary>As many are named.</summary>
    public const int Shown = 50;

    /// <summary>The report with its offenders, those that bear units first. The caller has seen that Redis did not move while its records were read.</summary>
    public static AuditReport Name(AuditReport report, StockAuditReading redis, LedgerReading ledger, IReadOnlyDictionary<string, OrderRecord?> records)
    {
        var all = Find(redis, ledger, records).OrderByDescending(o => o.HasUnits).ThenBy(o => o.Id, StringComparer.Ordinal).ToList();
        return report with { Offenders = [.. all.Take(Shown).Select(o => new AuditOffender(o.Id, o.What))], MoreOffenders = Math.Max(0, all.Count - Shown) };
    }

    private static IEnumerable<(string Id, string What, bool HasUnits)> Find(StockAuditReading redis, LedgerReading ledger, IReadOnlyDictionary<string, OrderRecord?> records)
    {
        var newest = AuditArithmetic.Newest(redis, ledger).ToDictionary(o => o.Id);
        foreach (var (id, record) in records)
        {
            var there = newest.TryGetValue(id, out var known);
            if (record is null) yield return (id, there ? $"its record in Redis cannot be read; the ledger has {Words(known)}" : "its record in Redis cannot be read, and the ledger has none", true);
            else if (!there) yield return (id, $"only in Redis: {Words(OrderStanding.Of(record))}", HasUnits(OrderStanding.Of(record)));
            else if (OrderStanding.Of(record) is var live && live != known) yield return (id, $"Redis has {Words(live)}; the ledger {Words(known)}", HasUnits(live) || HasUnits(known));
        }

        foreach (var order in newest.Values.Where(o => !records.ContainsKey(o.Id))) yield return (order.Id, $"only in the ledger: {Words(order)}", HasUnits(order));
        foreach (var id in ledger.Twice) yield return (id, "in the ledger twice", true);

        var greedy = newest.Values.Where(HasUnits).GroupBy(o => o.UserId).Select(g => (Orders: g, Units: g.Sum(o => o.Quantity))).Where(u => u.Units > redis.PerCustomerLimit);
        foreach (var (orders, units) in greedy)
        {
            foreach (var order in orders) yield return (order.Id, string.Create(CultureInfo.InvariantCulture, $"its user has {units} units, the limit is {redis.PerCustomerLimit}"), true);
        }
    }

    private static bool HasUnits(OrderStanding order) => order.IsHeld || order.IsSold;

    private static string Words(OrderStanding order) =>
        string.Create(CultureInfo.InvariantCulture, $"{order.Status.ToString().ToLowerInvariant()}, {order.Quantity} units, version {order.Version}, of {order.UserId}");
}
