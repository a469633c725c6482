namespace ScaleMart.LoadTests.Judging;

/// <summary>
/// What a run expects of the shop beside what it always promises. The rate limit is that of one user and sale
/// (<c>Orders:RatePerMinute</c>, <c>Orders:Burst</c> of the shop's settings); null: not asked.
/// </summary>
public sealed record Expectations
{
    public RateLimit? RateLimit { get; init; }

    public IReadOnlyList<LatencyGoal> Goals { get; init; } = [];
}

/// <summary>In any window one user's attempts on one sale may pass at most <c>Burst + PerMinute × minutes</c> times.</summary>
public sealed record RateLimit(int PerMinute = 10, int Burst = 10);

/// <summary>That percentile (50, 90, 95, 99 or 99.9) of the buys' latency is at most so many milliseconds.</summary>
public sealed record LatencyGoal(double Percentile, double Milliseconds);
