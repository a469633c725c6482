using ScaleMart.Web.Operations.Figures;

namespace ScaleMart.Web.Pages.Admin.Live;

/// <summary>
/// One minute of the table behind the charts: sums of orders and of what was written, the worst percentiles, the queue at its longest, and
/// the stock at its end. Null where nothing was recorded; stock only of one sale.
/// </summary>
public sealed record BoardMinute(DateTimeOffset At)
{
    private const int Minute = 60;

    public double? Accepted { get; init; }
    public double? Refused { get; init; }
    public double? P50Ms { get; init; }
    public double? P95Ms { get; init; }
    public double? P99Ms { get; init; }
    public double? Depth { get; init; }
    public double? InFlight { get; init; }
    public double? OldestAgeMs { get; init; }
    public double? Written { get; init; }
    public double? DeadLetters { get; init; }
    public int? Available { get; init; }
    public int? Held { get; init; }
    public int? Sold { get; init; }

    /// <summary>Newest first; none where there is no history.</summary>
    public static IReadOnlyList<BoardMinute> Of(DashboardHistory? history) => history is not { At: [_, ..] at } ? [] :
        [.. Enumerable.Range(0, at.Count).GroupBy(n => at[n] / Minute).OrderByDescending(g => g.Key).Select(g => Of(g.Key * Minute, [.. g], history))];

    private static BoardMinute Of(long at, IReadOnlyList<int> rows, DashboardHistory history)
    {
        double? Most(IReadOnlyList<double?> column) => rows.Max(n => column[n]);
        double? Longest(IReadOnlyList<long?> column) => rows.Max(n => column[n]);
        double? Sum(IReadOnlyList<double?> column) => rows.All(n => column[n] is null) ? null : rows.Sum(n => column[n]);
        int? Last(IReadOnlyList<int?>? column) => rows.Select(n => column?[n]).LastOrDefault(n => n is not null);
        return new BoardMinute(DateTimeOffset.FromUnixTimeSeconds(at))
        {
            Accepted = Sum(history.Accepted),
            Refused = Sum(history.Refused),
            P50Ms = Most(history.P50Ms),
            P95Ms = Most(history.P95Ms),
            P99Ms = Most(history.P99Ms),
            Depth = Longest(history.Depth),
            InFlight = Longest(history.InFlight),
            OldestAgeMs = Longest(history.OldestAgeMs),
            Written = Sum(history.DrainedPerSecond),
            DeadLetters = Longest(history.DeadLetters),
            Available = Last(history.Sale?.Available),
            Held = Last(history.Sale?.Held),
            Sold = Last(history.Sale?.Sold),
        };
    }
}
