using System.Collections.Concurrent;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Restore;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>
/// Makes a sale in Redis out of what the ledger and Redis together know: the one routine for a new sale, for every embedded
/// start, and for a sale that a script found torn, gone or older than it was. While it runs the sale refuses; one at a time.
/// </summary>
public sealed class Rebuild(SaleCatalogue catalogue, IOrderBook orders, ITermsBook terms, SaleSurvey survey, SaleRestore restore, SaleFitness fitness, SequenceFence fence, LostPayments payments, RedisDoor redis, ClaimsInHand inHand, DrainSignal drain, OrderMeters meters, TimeProvider time, ILogger<Rebuild> log)
    : IStockRescue
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(50);
    private const int OthersLooks = 40;
    private static readonly Dictionary<string, LostPayment> NoPayments = [];
    private readonly ConcurrentDictionary<(string SaleId, bool ThoughFit), Lazy<Task<RebuildReport?>>> _running = new();

    /// <summary>What it did or would do; null when there is no such sale, or somebody else is rebuilding it.</summary>
    public Task<RebuildReport?> RunAsync(string saleId, bool dryRun, CancellationToken cancel = default) =>
        dryRun ? ReportAsync(saleId, cancel) : OnceAsync(saleId, waitForLeases: true);

    /// <summary>At an embedded start: this process owns both stores, so whoever held a claim or a rebuild's token is dead, and nothing is waited for.</summary>
    public async Task<RebuildReport?> AtStartAsync(string saleId)
    {
        await restore.ForgetTokenAsync(saleId);
        return await OnceAsync(saleId, waitForLeases: false);
    }

    public Task<bool> RescueAsync(string saleId) => MakeWholeAsync(saleId, thoughFit: false);

    public Task<bool> RenewAsync(string saleId) => MakeWholeAsync(saleId, thoughFit: true);

    public async Task<long> KnownSequenceAsync(string saleId)
    {
        var (newest, known, fence) = (orders.HighestVersionAsync(saleId), terms.FindAsync(saleId), terms.FenceAsync(saleId));
        return new[] { await newest, (await known)?.Version ?? 0, await fence }.Max();
    }

    private async Task<bool> MakeWholeAsync(string saleId, bool thoughFit)
    {
        try
        {
            return await OnceAsync(saleId, waitForLeases: true, thoughFit) is not null || await OtherIsDoneAsync(saleId);
        }
        catch (Exception fault) // Told to the operator; the sale keeps refusing, and the next who needs it tries again.
        {
            log.RebuildFailed(saleId, fault);
            return false;
        }
    }

    // It was fit by then, or another process is at it: mostly done in a moment.
    private async Task<bool> OtherIsDoneAsync(string saleId)
    {
        for (var look = 0; look < OthersLooks; look++)
        {
            if ((await fitness.UnfitAsync([saleId])).Count == 0) return true;
            await Task.Delay(Pause, time);
        }

        return false;
    }

    // Whoever asks while it runs joins that run.
    private async Task<RebuildReport?> OnceAsync(string saleId, bool waitForLeases, bool thoughFit = true)
    {
        var run = !thoughFit && _running.TryGetValue((saleId, true), out var whole)
            ? whole
            : _running.GetOrAdd((saleId, thoughFit), _ => new(() => RepairAsync(saleId, waitForLeases, thoughFit)));
        try
        {
            return await run.Value;
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create((saleId, thoughFit), run));
        }
    }

    private async Task<RebuildReport?> RepairAsync(string saleId, bool waitForLeases, bool thoughFit)
    {
        if (await catalogue.FindAsync(saleId) is not { } sale) return null;
        var began = time.GetTimestamp();
        if (await restore.BeginAsync(sale.Id, thoughFit ? null : () => fitness.IsFitAsync(sale.Id)) is not { } token) return null;
        var untouched = true;
        try
        {
            if (waitForLeases && !await WaitForLeasesAsync(sale.Id, token)) return null;
            var ledger = await LedgerAsync(sale.Id, token, default);
            var snapshot = await survey.ReadAsync(sale.Id);
            var (plan, report) = RebuildPlan.Make(sale, snapshot, ledger, await LostPaymentsAsync(snapshot, ledger), await redis.TimeAsync(), dryRun: false);
            // In the ledger before anything is given out: a Redis that is lost right after this is noticed all the same.
            await terms.FenceAsync(sale.Id, plan.Counts.Sequence);
            untouched = false;
            if (!await restore.WriteAsync(sale.Id, token, plan)) return null;
            if (!report.Clean) await CheckAsync(sale, ledger);
            // Crash point R: all is written but the main hash. The sale stays latched or absent, and the next who needs it begins again.
            if (!await restore.OpenAsync(sale.Id, token, plan)) return null;
            return Finished(sale, report with { TookMilliseconds = time.GetElapsedTime(began).TotalMilliseconds });
        }
        finally
        {
            await GiveBackAsync(sale.Id, token, untouched);
        }
    }

    // A drain that claimed before the latch may still be writing; no new claim begins. Redis may have forgotten who did: of this process's own that is
    // known all the same, and another's that comes too late is found by its own process when it has been written.
    private async Task<bool> WaitForLeasesAsync(string saleId, Lease token)
    {
        while (await restore.LeaseLeftAsync(saleId) is var left && left > TimeSpan.Zero)
        {
            if (!await token.HoldAsync()) return false;
            await Task.Delay(left < Second ? left : Second, time);
        }

        while (inHand.Any(saleId))
        {
            if (!await token.HoldAsync()) return false;
            await Task.Delay(Pause, time);
        }

        return true;
    }

    // Before anybody buys from it again: what stands in Redis now is what was planned, or the sale stays shut.
    private async Task CheckAsync(Sale sale, LedgerSnapshot ledger)
    {
        var (_, again) = RebuildPlan.Make(sale, await survey.ReadAsync(sale.Id), ledger, NoPayments, await redis.TimeAsync(), dryRun: true);
        if (again.Missing is [var first, ..])
            throw new InvalidOperationException($"Written and read back, {again.Missing.Count} entries of sale {sale.Id} still differ from the ledger and the records; the first is {first}.");
    }

    private RebuildReport Finished(Sale sale, RebuildReport report)
    {
        foreach (var id in report.Unreadable) log.Unreadable(id, sale.Id);
        var isNew = report.Before.Sequence == 0 && report.Restored.Count == 0;
        if (!isNew) meters.Rebuilt(report.TookMilliseconds / 1000);
        if (!isNew && !report.Clean)
            log.Rebuilt(sale.Id, report.Restored.Count, report.Requeued.Count, report.Cancelled.Count, report.Refunding.Count, report.After.Available, report.After.Total, (long)report.TookMilliseconds);
        drain.Wake(sale.Id);
        return report;
    }

    private async Task GiveBackAsync(string saleId, Lease token, bool untouched)
    {
        try
        {
            await restore.EndAsync(saleId, token, untouched);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.TokenKept(saleId, fault.Message); // It comes free by itself.
        }
    }

    // Reads without stopping the sale, so it reads until nothing moved meanwhile; a busy sale's last look is reported as it is.
    private async Task<RebuildReport?> ReportAsync(string saleId, CancellationToken cancel)
    {
        if (await catalogue.FindAsync(saleId, cancel) is not { } sale) return null;
        for (var look = 1; ; look++)
        {
            var before = await survey.ReadAsync(sale.Id);
            var ledger = await LedgerAsync(sale.Id, null, cancel);
            var after = await survey.ReadAsync(sale.Id);
            if (look < 5 && before.Counts.Sequence != after.Counts.Sequence) continue;
            return RebuildPlan.Make(sale, before, ledger, await LostPaymentsAsync(before, ledger), await redis.TimeAsync(), dryRun: true).Report;
        }
    }

    // Only where Redis lost something: else its records are as new as anything that the gateway knows.
    private async Task<IReadOnlyDictionary<string, LostPayment>> LostPaymentsAsync(SaleSnapshot redis, LedgerSnapshot ledger) =>
        RebuildPlan.IsLost(redis, ledger) ? await payments.FindAsync(RebuildPlan.Newest(redis, ledger).Values) : NoPayments;

    private async Task<LedgerSnapshot> LedgerAsync(string saleId, Lease? token, CancellationToken cancel)
    {
        var recorded = new List<OrderRecord>();
        await foreach (var order in orders.OfSaleAsync(saleId, cancel))
        {
            recorded.Add(order);
            if (token is not null) await token.HoldAsync(); // Kept while a long ledger is read; asked of Redis only now and then.
        }

        return new LedgerSnapshot(recorded, await terms.FindAsync(saleId, cancel), Math.Max(fence.Seen(saleId), await terms.FenceAsync(saleId, cancel)));
    }
}
