namespace ScaleMart.Web.Operations.Figures;

/// <summary>Lays rows side by side: a place for every second from the oldest row to now, empty where nobody recorded.</summary>
internal static class HistoryColumns
{
    /// <summary>The shop's history; with a sale, that sale's traffic beside the shop's queues.</summary>
    public static DashboardHistory Of(IEnumerable<HistoryRow> shop, (string Id, IEnumerable<HistoryRow> Rows)? sale, DateTimeOffset now)
    {
        // A second is recorded shortly after it begins: the one that has just begun is not missing yet.
        var last = now.ToUnixTimeSeconds() - 1;
        var first = last - TickLog.Kept + 1;
        var shops = By(shop, first);
        var sales = sale is { } one ? By(one.Rows, first) : null;
        var known = shops.Keys.Concat(sales?.Keys ?? Enumerable.Empty<long>()).ToList();
        if (known.Count > 0) (first, last) = (known.Min(), Math.Max(last, known.Max()));
        long[] at = known.Count == 0 ? [] : [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => first + i)];

        HistoryRow?[] rows = [.. at.Select(second => shops.GetValueOrDefault(second))];
        HistoryRow?[] traffic = sales is null ? rows : [.. at.Select(second => sales.GetValueOrDefault(second))];
        long?[] Count(int i) => [.. rows.Select(r => (long?)r?.Counts[i])];
        return new DashboardHistory
        {
            At = at,
            Accepted = [.. traffic.Select(r => r?.Accepted)],
            Refused = [.. traffic.Select(r => r?.Refused)],
            Refusals = Refusals(traffic),
            P50Ms = [.. traffic.Select(r => r?.P50Ms)],
            P95Ms = [.. traffic.Select(r => r?.P95Ms)],
            P99Ms = [.. traffic.Select(r => r?.P99Ms)],
            Depth = Count(0),
            InFlight = Count(1),
            OldestAgeMs = Count(2),
            DrainedPerSecond = [.. rows.Select(r => r?.Counts[3])],
            DeadLetters = Count(4),
            Connections = [.. rows.Select(r => (int?)r?.Counts[5])],
            Sale = sale is { } named ? Sale(named.Id, traffic) : null,
        };
    }

    private static SaleHistory Sale(string id, HistoryRow?[] rows)
    {
        int?[] Count(int i) => [.. rows.Select(r => (int?)r?.Counts[i])];
        return new SaleHistory
        {
            Id = id,
            Total = Count(0),
            Available = Count(1),
            Held = Count(2),
            Sold = Count(3),
            Accepted = [.. rows.Select(r => r?.Accepted)],
            Refused = [.. rows.Select(r => r?.Refused)],
            P99Ms = [.. rows.Select(r => r?.P99Ms)],
        };
    }

    private static Dictionary<string, IReadOnlyList<double?>> Refusals(HistoryRow?[] rows) =>
        rows.SelectMany(r => r?.Refusals.Keys ?? []).Distinct().Order(StringComparer.Ordinal)
            .ToDictionary(word => word, IReadOnlyList<double?> (word) => [.. rows.Select(r => r is null ? (double?)null : r.Refusals.GetValueOrDefault(word))]);

    // Of two rows of one second the later stands.
    private static Dictionary<long, HistoryRow> By(IEnumerable<HistoryRow> rows, long first)
    {
        var by = new Dictionary<long, HistoryRow>();
        foreach (var row in rows.Where(r => r.At >= first)) by[row.At] = row;
        return by;
    }
}
