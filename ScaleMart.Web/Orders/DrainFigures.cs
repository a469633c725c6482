namespace ScaleMart.Web.Orders;

/// <summary>One drain: when it last looked at the queue and how many orders it has claimed.</summary>
public sealed record DrainWorker(string Id, DateTimeOffset LastSeen, int InFlight);

/// <summary>What the drains of this instance do.</summary>
public sealed class DrainFigures
{
    public double DrainedPerSecond => throw new NotSupportedException();

    public IReadOnlyList<DrainWorker> Workers => throw new NotSupportedException();
}
