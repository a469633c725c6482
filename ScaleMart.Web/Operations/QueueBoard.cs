using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock.Queue;

namespace ScaleMart.Web.Operations;

/// <summary>The queues to the ledger: orders that wait and are under way, the age of the oldest in milliseconds, and who drains it.</summary>
public sealed record QueueReport(
    long Depth, long InFlight, long OldestAgeMs, double DrainedPerSecond, long DeadLetters, IReadOnlyList<DrainWorkerFigures> Workers);

/// <summary>The queues of all sales in one look.</summary>
public sealed class QueueBoard(OrderQueue queue, DrainFigures drain)
{
    public async Task<QueueReport> ReadAsync(CancellationToken cancel = default)
    {
        var figures = await queue.FiguresAsync(cancel);
        return new QueueReport(figures.Depth, figures.InFlight, figures.OldestAgeMs, Math.Round(drain.DrainedPerSecond, 1), figures.DeadLetters, drain.Workers);
    }
}
