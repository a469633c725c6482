using System.Collections.Concurrent;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Restore;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders;

/// <summary>
/// Makes a sale in Redis out of what the ledger and Redis together know: the one routine for a new sale, for every embedded
/// start, and for a sale that a script found torn, gone or older than it was. While it runs the sale refuses; one at a time.
/// </summary>
public sealed class Rebuild(SaleCatalogue catalogue, IOrderBook orders, ITermsBook terms, SaleRestore restore, RedisDoor redis, DrainSignal drain, TimeProvider time, ILogger<Rebuild> log)
    : IStockRescue
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<string, Lazy<Task<RebuildReport?>>> _running = new();

    /// <summary>What it did or would do; null when there is no such sale, or somebody else is rebuilding it.</summary>
    public Task<RebuildReport?> RunAsync(string saleId, bool dryRun, CancellationToken cancel = default) =>
        dryRun ? ReportAsync(saleId, cancel) : OnceAsync(saleId, waitForLeases: true);

    /// <summary>At an embedded start: this process owns both stores, so whoever held a claim or a rebuild's token is dead, and nothing is waited for.</summary>
    public async Task<RebuildReport?> AtStartAsync(string saleId)
    {
        await restore.ForgetTokenAsync(saleId);
        return await OnceAsync(saleId, waitForLeases: false);
    }

    public async Task<bool> RescueAsync(string saleId)
    {
        try
        {
            return await OnceAsync(saleId, waitForLeases: true) is not null;
        }
        catch (Exception fault) // Told to the operator; the sale keeps refusing, and the next who needs it tries again.
        {
            log.RebuildFailed(saleId, fault);
            return false;
        }
    }

    public async Task<long> KnownSequenceAsync(string saleId)
    {
        var (newest, known, fence) = (orders.HighestVersionAsync(saleId), terms.FindAsync(saleId), terms.FenceAsync(saleId));
        return new[] { await newest, (await known)?.Version ?? 0, await fence }.Max();
    }

    // Whoever asks while it runs joins that run.
    private async Task<RebuildReport?> OnceAsync(string saleId, bool waitForLeases)
    {
        var run = _running.GetOrAdd(saleId, id => new(() => RepairAsync(id, waitForLeases)));
        try
        {
            return await run.Value;
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(saleId, run));
        }
    }

    private async Task<RebuildReport?> RepairAsync(string saleId, bool waitForLeases)
    {
        if (await catalogue.FindAsync(saleId) is not { } sale) return null;
        if (await restore.BeginAsync(sale.Id, TokenLife) is not { } token) return null;
        // A drain that claimed before the latch may still be writing; no new claim begins.
        while (waitForLeases && await restore.LeaseLeftAsync(sale.Id) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < Second ? left : Second, time);

        var (plan, report) = RebuildPlan.Make(sale, await restore.ReadAsync(sale.Id), await LedgerAsync(sale.Id, default), await redis.TimeAsync(), dryRun: false);
        // In the ledger before anything is given out: a Redis that is lost right after this is noticed all the same.
        await terms.FenceAsync(sale.Id, plan.Counts.Sequence);
        if (!await restore.WriteAsync(sale.Id, token, plan)) return null;
        foreach (var id in report.Unreadable) log.Unreadable(id, sale.Id);
        if (!report.Clean && report.Before.Sequence > 0) log.Rebuilt(sale.Id, report.Restored.Count, report.Requeued.Count, report.Cancelled.Count, report.After.Available, report.After.Total);
        drain.Wake(sale.Id);
        return report;
    }

    // Reads without stopping the sale, so it reads until nothing moved meanwhile; a busy sale's last look is reported as it is.
    private async Task<RebuildReport?> ReportAsync(string saleId, CancellationToken cancel)
    {
        if (await catalogue.FindAsync(saleId, cancel) is not { } sale) return null;
        for (var look = 1; ; look++)
        {
            var before = await restore.ReadAsync(sale.Id);
            var ledger = await LedgerAsync(sale.Id, cancel);
            var after = await restore.ReadAsync(sale.Id);
            if (look < 5 && before.Counts.Sequence != after.Counts.Sequence) continue;
            return RebuildPlan.Make(sale, before, ledger, await redis.TimeAsync(), dryRun: true).Report;
        }
    }

    private static TimeSpan Second => TimeSpan.FromSeconds(1);

    private async Task<LedgerSnapshot> LedgerAsync(string saleId, CancellationToken cancel)
    {
        var recorded = new List<OrderRecord>();
        await foreach (var order in orders.OfSaleAsync(saleId, cancel)) recorded.Add(order);
        return new LedgerSnapshot(recorded, await terms.FindAsync(saleId, cancel), await terms.FenceAsync(saleId, cancel));
    }
}
