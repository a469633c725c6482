using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock.Queue;

namespace ScaleMart.Web.Operations;

/// <summary>
/// The queues to the ledger: orders that wait and are under way, the age of the oldest in milliseconds, who drains it and how fast all
/// processes do together, and what failed and waits for its next try, the soonest fifty. Workers are this process's, those of every other
/// that reports itself, and whoever has a batch in flight and is silent, last seen when it claimed. Batches in flight and the sales that
/// have anything are those of <see cref="QueueFigures"/>, at its time.
/// </summary>
public sealed record QueueReport(
    long Depth, long InFlight, long OldestAgeMs, double DrainedPerSecond, long DeadLetters, IReadOnlyList<DrainWorkerFigures> Workers,
    IReadOnlyList<RetryEntry> Retrying, IReadOnlyList<ClaimEntry> Claims, IReadOnlyList<SaleQueue> Sales, DateTimeOffset At);

/// <summary>The queues of all sales in one look.</summary>
public sealed class QueueBoard(QueueWatch queue, DrainFigures drain, InstanceBoard instances)
{
    public async Task<QueueReport> ReadAsync(CancellationToken cancel = default)
    {
        var (seen, alive) = (queue.ReadAsync(cancel), instances.ReadAsync());
        var figures = await seen;
        var others = (await alive).Where(i => i.Id != instances.Self).Select(i => i.Report).ToList();
        IReadOnlyList<DrainWorkerFigures> known = [.. drain.Workers, .. others.SelectMany(o => o.Workers)];
        return new QueueReport(
            figures.Depth, figures.InFlight, figures.OldestAgeMs, Math.Round(drain.DrainedPerSecond + others.Sum(o => o.DrainedPerSecond), 1), figures.DeadLetters,
            [.. known, .. Silent(figures, known)], figures.Retrying, figures.Claims, figures.Sales, figures.At);
    }

    private static IEnumerable<DrainWorkerFigures> Silent(QueueFigures figures, IReadOnlyList<DrainWorkerFigures> known) =>
        from claim in figures.Claims
        where known.All(w => w.Id != claim.Worker)
        group claim by claim.Worker into worker
        select new DrainWorkerFigures(worker.Key, worker.Max(c => c.Since), worker.Sum(c => c.Entries));
}
