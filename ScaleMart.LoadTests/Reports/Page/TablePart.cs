using ScaleMart.LoadTests.Reports.Charts;

namespace ScaleMart.LoadTests.Reports.Page;

/// <summary>Steps, outcomes, and what it was measured with.</summary>
internal static class TablePart
{
    private const double Gibibyte = 1024 * 1024 * 1024;

    public static Html Of(RunReport report) => Html.Of($"""
        <section class="card"><h2>Steps</h2><div class="scroll" tabindex="0" role="region" aria-label="Steps"><table>
        <thead><tr>{((string[])["step", "requests", "faults", "min", "p50", "p90", "p95", "p99", "p99.9", "max", "mean"]).Select(h => Html.Of($"""<th scope="col">{h}</th>"""))}</tr></thead>
        <tbody>{report.Steps.Select(Step)}</tbody></table></div></section>
        <div class="pair">
        <section class="card"><h2>Outcomes of the attempts to buy</h2>{Outcomes(report.Totals.Outcomes)}</section>
        <section class="card"><h2>Settings</h2>{Facts(report.Settings)}</section>
        <section class="card"><h2>Machine</h2>{Facts(Machine(report.Machine))}</section>
        <section class="card"><h2>Versions</h2>{Facts(Versions(report.Versions))}</section>
        </div>
        """);

    private static Html Step(StepRow step) => Html.Of($"""
        <tr><th scope="row">{step.Name}</th><td>{Words.Count(step.Count)}</td><td>{Words.Count(step.Faults)}</td>{Latencies(step).Select(l => Html.Of($"<td>{Words.Ms(l)}</td>"))}</tr>
        """);

    private static double?[] Latencies(StepRow step) => step.Latency is { } l
        ? [l.Min, l.P50, l.P90, l.P95, l.P99, l.P999, l.Max, l.Mean] : [null, null, null, null, null, null, null, null];

    private static Html Outcomes(IReadOnlyDictionary<string, int> outcomes)
    {
        var all = Math.Max(1, outcomes.Values.Sum());
        return Html.Of($"""
            <ul class="shares">{outcomes.OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal).Select(o => Html.Of($"""
            <li><span>{o.Key}</span><b>{Words.Count(o.Value)}</b><span class="quiet">{Words.Percent(100.0 * o.Value / all)}</span><i class="{(o.Key == "202" ? OutcomeKind.Accepted : OutcomeKind.Of(o.Key)).Look}" style="width:{100.0 * o.Value / all:0.##}%"></i></li>
            """))}</ul>
            """);
    }

    private static Html Facts(IEnumerable<KeyValuePair<string, string>> facts) =>
        Html.Of($"""<dl class="facts">{facts.Select(f => Html.Of($"<div><dt>{f.Key}</dt><dd>{f.Value}</dd></div>"))}</dl>""");

    private static IEnumerable<KeyValuePair<string, string>> Machine(Machine machine) =>
    [
        new("System", $"{machine.Os}, {machine.Architecture}"), new("CPU", machine.Cpu), new("Cores", Words.Count(machine.Cores)),
        new("Memory", FormattableString.Invariant($"{machine.MemoryBytes / Gibibyte:0.0} GiB")), new("Runtime", machine.Runtime), new("Garbage collection", machine.GarbageCollection),
    ];

    private static IEnumerable<KeyValuePair<string, string>> Versions(Versions versions) =>
    [
        new("Load tests", versions.LoadTests), new("Shop", versions.Shop), new("Redis", versions.Redis), new("Commit", versions.Commit), new("Working tree", versions.Tree),
    ];
}
