namespace ScaleMart.Web.Stock;

/// <summary>The queues of all sales together, in orders; the age is that of the oldest entry that waits.</summary>
public sealed record QueueFigures(long Depth, long InFlight, long OldestAgeMs, long DeadLetters);

/// <summary>The orders that wait for the ledger, sale by sale, in Redis.</summary>
public sealed class OrderQueue
{
    public Task<QueueFigures> FiguresAsync() => throw new NotSupportedException();
}
