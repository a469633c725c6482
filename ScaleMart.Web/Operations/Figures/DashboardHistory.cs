namespace ScaleMart.Web.Operations.Figures;

/// <summary>
/// The last fifteen minutes, a second a row: columns of equal length, oldest first. A second that nobody recorded is null in every
/// column but <see cref="At"/>. Of one sale, what was accepted and refused and the percentiles are that sale's; queues are always the shop's.
/// </summary>
public sealed record DashboardHistory
{
    public int EverySeconds { get; init; } = 1;

    /// <summary>Unix seconds, without a gap.</summary>
    public required IReadOnlyList<long> At { get; init; }
    public required IReadOnlyList<double?> Accepted { get; init; }
    public required IReadOnlyList<double?> Refused { get; init; }

    /// <summary>A column for each word that occurs in any of these seconds; 0 where a second was recorded without it.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<double?>> Refusals { get; init; }
    public required IReadOnlyList<double?> P50Ms { get; init; }
    public required IReadOnlyList<double?> P95Ms { get; init; }
    public required IReadOnlyList<double?> P99Ms { get; init; }
    public required IReadOnlyList<long?> Depth { get; init; }
    public required IReadOnlyList<long?> InFlight { get; init; }
    public required IReadOnlyList<long?> OldestAgeMs { get; init; }
    public required IReadOnlyList<double?> DrainedPerSecond { get; init; }
    public required IReadOnlyList<long?> DeadLetters { get; init; }
    public required IReadOnlyList<int?> Connections { get; init; }

    /// <summary>Null unless one sale was asked for.</summary>
    public SaleHistory? Sale { get; init; }
}

/// <summary>One sale's stock, in units, and traffic.</summary>
public sealed record SaleHistory
{
    public required string Id { get; init; }
    public required IReadOnlyList<int?> Total { get; init; }
    public required IReadOnlyList<int?> Available { get; init; }
    public required IReadOnlyList<int?> Held { get; init; }
    public required IReadOnlyList<int?> Sold { get; init; }
    public required IReadOnlyList<double?> Accepted { get; init; }
    public required IReadOnlyList<double?> Refused { get; init; }
    public required IReadOnlyList<double?> P99Ms { get; init; }
}
