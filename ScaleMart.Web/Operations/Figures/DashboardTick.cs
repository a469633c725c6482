using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Operations.Figures;

/// <summary>
/// The shop at one second, over all its processes: what the dashboard shows and <c>dashboardTick</c> carries. Rates are a second's,
/// over the last whole second of each process; percentiles are those of accepted orders in the last ten seconds, in milliseconds,
/// and null when there was none. What was refused is told by the words of the shop's meters, for each that occurred in the last
/// minute. A replay is neither accepted nor refused.
/// </summary>
public sealed record DashboardTick
{
    /// <summary>Redis's time.</summary>
    public required DateTimeOffset At { get; init; }
    public required long Depth { get; init; }
    public required long InFlight { get; init; }
    public required long OldestAgeMs { get; init; }
    public required long DeadLetters { get; init; }
    public required double DrainedPerSecond { get; init; }

    /// <summary>Entries among the depth that the ledger refused and that wait for their next try.</summary>
    public required long Retrying { get; init; }
    public required int Connections { get; init; }
    public required double Accepted { get; init; }
    public required double Refused { get; init; }
    public required IReadOnlyDictionary<string, double> Refusals { get; init; }
    public required double? P50Ms { get; init; }
    public required double? P95Ms { get; init; }
    public required double? P99Ms { get; init; }
    public required BalanceLight Light { get; init; }

    /// <summary><c>redis</c>, <c>documents</c> and <c>drain</c>, each as the process that is worst off sees it.</summary>
    public required IReadOnlyList<StoreFigures> Stores { get; init; }
    public required IReadOnlyList<InstanceFigures> Instances { get; init; }

    /// <summary>Every sale that has not ended: live first, then by opening time.</summary>
    public required IReadOnlyList<DashboardSale> Sales { get; init; }
}

/// <summary>
/// The invariants of all sales as one light: true when every sale that is on, or ended within the hour, balanced when it was last
/// judged, false when one does not, null when nobody can say; the reason unless it is true. <paramref name="At"/> is when that was seen:
/// of a balanced shop, the oldest of its sales' verdicts.
/// </summary>
public sealed record BalanceLight(bool? Balanced, string? Reason, DateTimeOffset At);

/// <summary>A store or the drain: whether it is well, in words, and the longest that any process waited for its answer.</summary>
public sealed record StoreFigures(string Name, bool Well, string Detail, double? TookMs);

/// <summary>One process of the shop, as it reported itself last.</summary>
public sealed record InstanceFigures(
    string Id, string Name, DateTimeOffset Since, long SeenAgoMs, double AcceptedPerSecond, double RefusedPerSecond, double? P99Ms, int Connections,
    double DrainedPerSecond, int InFlight, bool Ready);

/// <summary>One sale on the dashboard; stock in units, as Redis has it.</summary>
public sealed record DashboardSale
{
    public required string SaleId { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required SaleState State { get; init; }
    public required int Total { get; init; }
    public required int Available { get; init; }
    public required int Held { get; init; }
    public required int Sold { get; init; }
    public required int Watchers { get; init; }
    public required double Accepted { get; init; }
    public required double Refused { get; init; }
    public required IReadOnlyDictionary<string, double> Refusals { get; init; }
    public required double? P50Ms { get; init; }
    public required double? P95Ms { get; init; }
    public required double? P99Ms { get; init; }

    /// <summary>At the rate of the last ten seconds; null when nothing is sold, or nothing is left to sell.</summary>
    public required double? SoldOutInSeconds { get; init; }

    /// <summary>The last verdict on the sale; null while nobody can say. The reason unless it is true.</summary>
    public required bool? Balanced { get; init; }
    public required string? BalanceReason { get; init; }
    public required DateTimeOffset? BalancedAt { get; init; }
    public required DateTimeOffset OpensAt { get; init; }
    public required DateTimeOffset ClosesAt { get; init; }
}
