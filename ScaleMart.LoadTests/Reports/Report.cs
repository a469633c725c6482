using System.Globalization;

namespace ScaleMart.LoadTests.Reports;

/// <summary>What a run looked like from outside, in words. Latencies are those of answered attempts, in milliseconds.</summary>
public static class Report
{
    public static IEnumerable<string> Lines(Run run)
    {
        var took = run.Attempts.Where(a => a.Status != 0).Select(a => a.Took.TotalMilliseconds).Order().ToArray();
        var accepted = run.Attempts.Count(a => a.Accepted);
        yield return Line($"attempts    {run.Attempts.Count} in {run.Took.TotalSeconds:0.00} s, {run.Attempts.Count / run.Took.TotalSeconds:0}/s");
        yield return Line($"accepted    {accepted}, {accepted / run.Took.TotalSeconds:0}/s");
        yield return Line($"latency     p50 {Percentile(took, 50):0.0} ms   p95 {Percentile(took, 95):0.0} ms   p99 {Percentile(took, 99):0.0} ms");
        foreach (var outcome in run.Attempts.GroupBy(a => a.Outcome).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return Line($"outcome     {outcome.Key,-22} {outcome.Count()}");
    }

    /// <summary>Nearest rank; not a number when there is nothing to rank.</summary>
    public static double Percentile(IReadOnlyList<double> sorted, int percent) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * percent / 100.0) - 1)];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
