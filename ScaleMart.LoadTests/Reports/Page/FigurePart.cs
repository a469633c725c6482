using ScaleMart.LoadTests.Measuring;

namespace ScaleMart.LoadTests.Reports.Page;

/// <summary>The figures that are asked for first, and a warning where the load generator was itself near its limit.</summary>
internal static class FigurePart
{
    private const double BusyPercent = 60, LatePercent = 1;

    public static Html Of(RunReport report)
    {
        var (totals, driver) = (report.Totals, report.Driver);
        var buy = report.Steps.FirstOrDefault(s => s.Name == Meter.Buy && s.Latency is not null) ?? report.Steps.FirstOrDefault(s => s.Latency is not null);
        var took = Math.Max(report.TookSeconds, 1e-3);
        return Html.Of($"""
            <section class="card figures" aria-label="Figures">
            {Figure("Accepted orders", Words.Count(totals.Accepted), $"{Words.Rate(totals.Accepted / took)} a second")}
            {Figure("Requests", Words.Count(totals.Requests), $"{Words.Rate(totals.Requests / took)} a second")}
            {Figure(buy is null ? "Latency" : $"“{buy.Name}”, p99", Words.Ms(buy?.Latency?.P99), $"p50 {Words.Ms(buy?.Latency?.P50)}, most {Words.Ms(buy?.Latency?.Max)}")}
            {Figure("The load generator", Words.Percent(driver.CpuPercent), driver.Starts == 0 ? "of all cores" : $"of all cores; {Words.Count(driver.LateStarts)} of {Words.Count(driver.Starts)} starts late")}
            </section>
            {Warning(driver)}
            """);
    }

    private static Html Figure(string name, string figure, string beside) => Html.Of($"""<div><h3>{name}</h3><p class="figure">{figure}</p><p class="quiet">{beside}</p></div>""");

    private static Html Warning(DriverRow driver)
    {
        var late = driver.Starts == 0 ? 0 : 100.0 * driver.LateStarts / driver.Starts;
        return driver.CpuPercent < BusyPercent && late < LatePercent ? Html.None : Html.Of($"""
            <p class="card warning">The load generator may have been the limit, not the shop: it used {Words.Percent(driver.CpuPercent)} of all cores, and {Words.Percent(late)} of its starts came more than
            {driver.LateMilliseconds:0.#} ms late. The verdict stands; rates and latencies are those of both together.</p>
            """);
    }
}
