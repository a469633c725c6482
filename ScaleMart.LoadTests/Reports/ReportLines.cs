using System.Globalization;
using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Reports;

/// <summary>A report in lines for a terminal or a log, short; the last line is the verdict.</summary>
public static class ReportLines
{
    private const int MostFaults = 20;

    public static IEnumerable<string> Of(RunReport report)
    {
        var totals = report.Totals;
        yield return Line($"scenario    {report.Scenario}, {report.Engine}");
        yield return Line($"requests    {totals.Requests} in {report.TookSeconds:0.00} s, {totals.Requests / Math.Max(report.TookSeconds, 1e-3):0}/s");
        yield return Line($"accepted    {totals.Accepted}, {totals.Accepted / Math.Max(report.TookSeconds, 1e-3):0}/s");
        foreach (var step in report.Steps)
        {
            yield return step.Latency is { } latency
                ? Line($"step        {step.Name,-14} {step.Count,8}   p50 {latency.P50:0.0} ms   p95 {latency.P95:0.0} ms   p99 {latency.P99:0.0} ms   max {latency.Max:0.0} ms   faults {step.Faults}")
                : Line($"step        {step.Name,-14} {step.Count,8}   unanswered");
        }

        foreach (var outcome in totals.Outcomes.OrderBy(o => o.Key, StringComparer.Ordinal)) yield return Line($"outcome     {outcome.Key,-22} {outcome.Value}");
        yield return Line($"driver      {report.Driver.CpuPercent:0} % of all cores, {report.Driver.LateStarts} of {report.Driver.Starts} starts late");
        foreach (var check in report.Verdict.Checks) yield return Line($"{Word(check.State),-11} {check.Name}: {(check.State == CheckState.Kept ? check.Seen : check.Why)}");
        foreach (var fault in report.Verdict.Faults.Take(MostFaults)) yield return Line($"FAULT       {fault}");
        if (report.Verdict.FaultCount > MostFaults) yield return Line($"            and {report.Verdict.FaultCount - MostFaults} more");
        yield return Line($"VERDICT     {Word(report.Verdict.State)}: {report.Verdict.Sentence}");
    }

    private static string Word(CheckState state) => state switch
    {
        CheckState.Kept => "kept",
        CheckState.Broken => "broken",
        CheckState.NotJudged => "not judged",
        _ => "not asked",
    };

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
