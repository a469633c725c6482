namespace ScaleMart.LoadTests.Judging;

/// <summary>What a run expects of the shop beside what it always promises; what is null is not asked.</summary>
public sealed record Expectations
{
    /// <summary>The units that the run put on sale. A shop that says another total is caught by it; null: the shop's word is taken.</summary>
    public int? Stock { get; init; }

    /// <summary>Units per customer, likewise.</summary>
    public int? LimitPerCustomer { get; init; }

    /// <summary>That of one user and sale: <c>Orders:RatePerMinute</c> and <c>Orders:Burst</c> of the shop's settings.</summary>
    public RateLimit? RateLimit { get; init; }

    public IReadOnlyList<LatencyGoal> Goals { get; init; } = [];

    /// <summary>The statuses that an attempt to buy may end with.</summary>
    public IReadOnlySet<int> Statuses { get; init; } = new HashSet<int> { 202, 409, 429 };
}

/// <summary>In any window one user's attempts on one sale may pass at most <c>Burst + PerMinute × minutes</c> times.</summary>
public sealed record RateLimit(int PerMinute = 10, int Burst = 10);

/// <summary>That percentile (50, 90, 95, 99 or 99.9) of the buys' latency is at most so many milliseconds.</summary>
public sealed record LatencyGoal(double Percentile, double Milliseconds);
