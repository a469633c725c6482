using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Reports.Page;

namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>How many answers took how long: each step's latency by percentile, the buys' first.</summary>
internal static class DistributionChart
{
    private static readonly string[] Looks = ["p99", "p50", "p95", "calm"];
    private static readonly double[] InTable = [0, 50, 75, 90, 95, 99, 99.9, 99.99, 100];

    public static Chart Of(IReadOnlyList<StepRow> all)
    {
        var steps = all.Where(s => s.Latency is not null && s.Distribution.Count > 0).OrderByDescending(s => s.Name == Meter.Buy).ThenByDescending(s => s.Count).Take(Looks.Length).ToList();
        var finding = steps.Count == 0 ? "No answer, so no latency"
            : $"“{steps[0].Name}”: 9 of 10 within {Words.Ms(steps[0].Latency!.P90)}, 99 of 100 within {Words.Ms(steps[0].Latency!.P99)}, the slowest {Words.Ms(steps[0].Latency!.Max)}";
        var points = steps.SelectMany(s => s.Distribution).ToList();
        // The last point is the slowest answer, at 100: the axis ends at the last percentile before it.
        var plot = new Plot(_ => Scale.Percentiles(points.Where(p => p.Percentile < 100).Select(p => p.Percentile).DefaultIfEmpty(90).Max()),
            Scale.Log(points.Select(p => p.Milliseconds).DefaultIfEmpty(1).Min(), points.Select(p => p.Milliseconds).DefaultIfEmpty(10).Max()), "percent of the answers, each nine as wide", "latency, ms, logarithmic");
        return new Chart(
            "Latency distribution", finding, [.. steps.Select((s, n) => new KeyEntry(Looks[n], s.Name, $"p99 {Words.Ms(s.Latency!.P99)}"))],
            plot.Draw($"A line for each step: the latency that so many percent of its answers stayed within. {finding}.",
                paper => Html.All(steps.Select((s, n) => paper.Line([.. s.Distribution.Select(p => (p.Percentile, (double?)p.Milliseconds))], Looks[n])).Reverse())),
            new ChartTable(["percentile", .. steps.Select(s => $"{s.Name}, ms")],
                [.. InTable.Select(p => (string[])[FormattableString.Invariant($"{p}"), .. steps.Select(s => Words.Ms(s.Distribution.FirstOrDefault(d => d.Percentile >= p)?.Milliseconds ?? s.Latency!.Max))])]));
    }
}
