using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock.Queue;

namespace ScaleMart.Web.Operations;

/// <summary>
/// The queues to the ledger: orders that wait and are under way, the age of the oldest in milliseconds, who drains it, and what failed
/// and waits for its next try, the soonest fifty. Workers are this process, and every other that has a batch in flight, which was seen
/// when it claimed the last. Batches in flight and the sales that have anything are those of <see cref="QueueFigures"/>, at its time.
/// </summary>
public sealed record QueueReport(
    long Depth, long InFlight, long OldestAgeMs, double DrainedPerSecond, long DeadLetters, IReadOnlyList<DrainWorkerFigures> Workers,
    IReadOnlyList<RetryEntry> Retrying, IReadOnlyList<ClaimEntry> Claims, IReadOnlyList<SaleQueue> Sales, DateTimeOffset At);

/// <summary>The queues of all sales in one look.</summary>
public sealed class QueueBoard(QueueWatch queue, DrainFigures drain)
{
    public async Task<QueueReport> ReadAsync(CancellationToken cancel = default)
    {
        var figures = await queue.ReadAsync(cancel);
        return new QueueReport(figures.Depth, figures.InFlight, figures.OldestAgeMs, Math.Round(drain.DrainedPerSecond, 1), figures.DeadLetters,
            [.. drain.Workers, .. Others(figures)], figures.Retrying, figures.Claims, figures.Sales, figures.At);
    }

    private IEnumerable<DrainWorkerFigures> Others(QueueFigures figures) =>
        from claim in figures.Claims
        where claim.Worker != drain.Worker
        group claim by claim.Worker into worker
        select new DrainWorkerFigures(worker.Key, worker.Max(c => c.Since), worker.Sum(c => c.Entries));
}
