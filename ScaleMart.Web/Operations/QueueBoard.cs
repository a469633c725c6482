using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Operations;

/// <summary>The queue to the ledger: orders that wait and are under way, the age of the oldest in milliseconds, and who drains it.</summary>
public sealed record QueueReport(
    long Depth, long InFlight, long OldestAgeMs, double DrainedPerSecond, long DeadLetters, IReadOnlyList<DrainWorker> Workers);

/// <summary>The queue's figures in one look.</summary>
public sealed class QueueBoard(OrderQueue queue, DrainFigures drain)
{
    public async Task<QueueReport> ReadAsync()
    {
        var figures = await queue.FiguresAsync();
        return new QueueReport(figures.Depth, figures.InFlight, figures.OldestAgeMs, Math.Round(drain.DrainedPerSecond, 1), figures.DeadLetters, drain.Workers);
    }
}
