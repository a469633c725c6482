using System.Globalization;
using ScaleMart.LoadTests.Reports.Charts;

namespace ScaleMart.LoadTests.Reports.Page;

/// <summary>
/// A run as one page that needs nothing else: style, typefaces and drawings are in it, no script, no address. The verdict comes
/// first, then what can be seen, then what it was measured with.
/// </summary>
public static class ReportPage
{
    public static string Of(RunReport report)
    {
        var spans = Spans.Of(report.Seconds);
        Chart?[] charts = [RateChart.Of(report, spans), LatencyChart.Of(spans), DistributionChart.Of(report.Steps), StockChart.Of(spans)];
        return Html.Of($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{VerdictPart.Word(report.Verdict.State)}: {report.Scenario}, {Moment(report)}</title>
            <style>{Assets.Style}</style>
            </head>
            <body>
            <header class="wrap top"><span class="brand">Scale<b>Mart</b></span><span>Load test</span></header>
            <main class="wrap">
            {VerdictPart.Of(report.Verdict, Html.Of($"<strong>{report.Scenario}</strong>, {report.Engine}, {Moment(report)}, {Words.Seconds(report.TookSeconds)}"))}
            {FigurePart.Of(report)}
            {charts.OfType<Chart>().Select(Draw)}
            {TablePart.Of(report)}
            </main>
            <footer class="wrap"><p>Latencies in milliseconds, stock in units, times in UTC. The same data is in <code>report.json</code>; <code>docs/load-testing.md</code> says how to read it.</p></footer>
            </body>
            </html>

            """).Text;
    }

    private static string Moment(RunReport report) => report.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static Html Draw(Chart chart) => Html.Of($"""
        <figure class="card chart">
        <figcaption><p class="quiet">{chart.Name}</p><h2>{chart.Finding}</h2></figcaption>
        <ul class="key">{chart.Key.Select(k => Html.Of($"""<li><i class="{k.Look}"></i>{k.Name} <b>{k.Figure}</b></li>"""))}</ul>
        {chart.Drawing}
        <details><summary>The same as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="{chart.Name} as a table"><table>
        <thead><tr>{chart.Table.Heads.Select(h => Html.Of($"""<th scope="col">{h}</th>"""))}</tr></thead>
        <tbody>{chart.Table.Rows.Select(r => Html.Of($"""<tr><th scope="row">{r[0]}</th>{r.Skip(1).Select(c => Html.Of($"<td>{c}</td>"))}</tr>"""))}</tbody>
        </table></div></details>
        </figure>

        """);
}
