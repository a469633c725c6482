namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>
/// A run in at most <see cref="Most"/> spans of equal length, so that a long one can be drawn: rates are means, latencies those of
/// the span's worst second, stock as it was at the end.
/// </summary>
internal sealed record Spans(int Seconds, int Length, IReadOnlyList<Span> All)
{
    public const int Most = 240;

    /// <summary>Where each begins, and the end of the last.</summary>
    public IReadOnlyList<double> Edges => [.. All.Select(s => (double)s.From), Seconds];

    public string Words => Length == 1 ? "each second" : $"every {Length} s";

    public static Spans Of(IReadOnlyList<SecondRow> rows)
    {
        var seconds = Math.Max(1, rows.Count);
        var length = (seconds + Most - 1) / Most;
        return new Spans(seconds, length, [.. rows.Chunk(length).Select((chunk, n) => Span.Of(n * length, chunk))]);
    }
}

/// <summary>Rates a second, latencies in milliseconds, stock in units.</summary>
internal sealed record Span(int From, double Requests, double Accepted, IReadOnlyDictionary<string, double> Outcomes, int InFlight, SecondLatency? Latency, StockRow? Stock, int? Watchers)
{
    public static Span Of(int from, SecondRow[] rows) => new(
        from,
        rows.Average(r => r.Requests),
        rows.Average(r => r.Accepted),
        rows.SelectMany(r => r.Outcomes).GroupBy(o => o.Key).ToDictionary(g => g.Key, g => (double)g.Sum(o => o.Value) / rows.Length),
        rows.Max(r => r.InFlight),
        rows.Select(r => r.Latency).OfType<SecondLatency>().ToList() is { Count: > 0 } known
            ? new SecondLatency(known.Max(l => l.P50), known.Max(l => l.P95), known.Max(l => l.P99), known.Max(l => l.Max)) : null,
        rows.LastOrDefault(r => r.Stock is not null)?.Stock,
        rows.LastOrDefault(r => r.Watchers is not null)?.Watchers);
}
