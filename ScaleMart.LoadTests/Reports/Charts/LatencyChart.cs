using ScaleMart.LoadTests.Reports.Page;

namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>Latency percentiles over time.</summary>
internal static class LatencyChart
{
    private static readonly (string Look, string Name, Func<SecondLatency, double> Of)[] Lines =
        [("p50", "p50", l => l.P50), ("p95", "p95", l => l.P95), ("p99", "p99", l => l.P99)];

    public static Chart Of(Spans spans)
    {
        var known = spans.All.Where(s => s.Latency is not null).ToList();
        var worst = known.MaxBy(s => s.Latency!.P99);
        var finding = worst is null ? "No answer, so no latency"
            : known.Count == 1 ? $"Half of the answers within {Words.Ms(worst.Latency!.P50)}, 99 of 100 within {Words.Ms(worst.Latency.P99)}"
            : $"p99 between {Words.Ms(known.Min(s => s.Latency!.P99))} and {Words.Ms(worst.Latency!.P99)}; its worst at {worst.From} s";
        var plot = new Plot(n => Scale.Time(spans.Seconds, n), Scale.Log(known.Select(s => s.Latency!.P50).DefaultIfEmpty(1).Min(), known.Select(s => s.Latency!.P99).DefaultIfEmpty(10).Max()),
            "seconds since the start", "latency, ms, logarithmic");
        return new Chart(
            "Latency over time", finding, [.. Lines.Select(l => new KeyEntry(l.Look, l.Name, worst is null ? "–" : $"to {Words.Ms(known.Max(s => l.Of(s.Latency!)))}"))],
            plot.Draw($"Three lines, {spans.Words}: p50, p95 and p99. {finding}.",
                paper => Html.All(Lines.Select(l => paper.Line([.. spans.All.Select(s => (s.From + (spans.Length / 2.0), s.Latency is { } latency ? l.Of(latency) : (double?)null))], l.Look)))),
            new ChartTable(["from s", "p50 ms", "p95 ms", "p99 ms", "max ms"],
                [.. spans.All.Select(s => (string[])[$"{s.From}", Words.Ms(s.Latency?.P50), Words.Ms(s.Latency?.P95), Words.Ms(s.Latency?.P99), Words.Ms(s.Latency?.Max)])]));
    }
}
