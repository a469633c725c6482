using System.Collections.Concurrent;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Operations;

/// <summary>
/// Holds a sale's Redis against its ledger: Redis, then the ledger, then Redis again. Equal sequences around the ledger's
/// reading mean that what was read belongs together; a sale that is too busy for that is looked at again, five times in all. Only where
/// it does not balance are all of Redis's records read too, to name the orders that do not agree. Who is in no hurry may have it rest between
/// two pages of a large ledger, so that those who buy meanwhile are not kept waiting.
/// </summary>
public sealed class Auditor(StockAudit stock, IOrderBook ledger, TimeProvider time)
{
    private const int Looks = 5, RestAfter = 1_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<string, AuditVerdict> _settled = new();

    /// <summary>Null when Redis has no such sale, or while it is being rebuilt.</summary>
    public Task<AuditReport?> AuditAsync(string saleId, CancellationToken cancel = default) => AuditAsync(saleId, Looks, rests: 0, cancel);

    /// <summary>The same with at most so many looks, and after each thousand orders a rest so many times as long as they took.</summary>
    internal async Task<AuditReport?> AuditAsync(string saleId, int looks, int rests, CancellationToken cancel)
    {
        for (var look = 1; ; look++)
        {
            // An order that leaves the queue after this reading is in the ledger's, so none falls between the two.
            if (await stock.ReadAsync(saleId) is not { } before) return null;
            var orders = await ReadAsync(saleId, rests, cancel);
            if (await stock.ReadAsync(saleId) is not { } after) return null;

            var now = time.GetUtcNow();
            if (before.Sequence == after.Sequence)
            {
                var report = AuditArithmetic.Settled(saleId, before, orders, now);
                if (report.LastSettled is { } verdict) _settled[saleId] = verdict;
                if (report.Balanced == true) return report;
                if (await NameAsync(report, before, orders) is { } named) return named;
                if (look == looks) return report;
            }
            else if (look == looks) return AuditArithmetic.Unsettled(saleId, after, orders, now, _settled.GetValueOrDefault(saleId));

            await Task.Delay(FirstPause * Math.Pow(2, look - 1), time, cancel);
        }
    }

    private async Task<LedgerReading> ReadAsync(string saleId, int rests, CancellationToken cancel)
    {
        var orders = new LedgerReading();
        var began = time.GetTimestamp();
        await foreach (var order in ledger.StandingsAsync(saleId, cancel))
        {
            orders.Add(order);
            if (rests == 0 || orders.Orders.Count % RestAfter != 0) continue;
            await Task.Delay(time.GetElapsedTime(began) * rests, time, cancel);
            began = time.GetTimestamp();
        }

        return orders;
    }

    // Null when Redis moved meanwhile: then its records are not those that were judged.
    private async Task<AuditReport?> NameAsync(AuditReport report, StockAuditReading redis, LedgerReading orders)
    {
        var records = await stock.RecordsAsync(report.SaleId);
        return (await stock.ReadAsync(report.SaleId))?.Sequence == redis.Sequence ? AuditOffenders.Name(report, redis, orders, records) : null;
    }
}
