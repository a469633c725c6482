using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock.Queue;

namespace ScaleMart.Web.Operations;

/// <summary>
/// The queues to the ledger: orders that wait and are under way, the age of the oldest in milliseconds, who drains it, and what failed
/// and waits for its next try, the soonest fifty.
/// </summary>
public sealed record QueueReport(
    long Depth, long InFlight, long OldestAgeMs, double DrainedPerSecond, long DeadLetters, IReadOnlyList<DrainWorkerFigures> Workers,
    IReadOnlyList<RetryEntry> Retrying);

/// <summary>The queues of all sales in one look.</summary>
public sealed class QueueBoard(QueueWatch queue, DrainFigures drain)
{
    public async Task<QueueReport> ReadAsync(CancellationToken cancel = default)
    {
        var figures = await queue.ReadAsync(cancel);
        return new QueueReport(figures.Depth, figures.InFlight, figures.OldestAgeMs, Math.Round(drain.DrainedPerSecond, 1), figures.DeadLetters, drain.Workers, figures.Retrying);
    }
}
