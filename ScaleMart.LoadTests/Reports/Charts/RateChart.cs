using ScaleMart.LoadTests.Reports.Page;

namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>Answers a second over time, stacked by what became of the request.</summary>
internal static class RateChart
{
    public static Chart Of(RunReport report, Spans spans)
    {
        var layers = OutcomeKind.All
            .Select(k => new Layer(k.Name, k.Look, [.. spans.All.Select(s => Math.Max(0, OutcomeKind.In(k, s.Outcomes, s.Accepted)))]))
            .Where(l => l.Heights.Any(h => h > 0)).ToList();
        var busiest = spans.All.MaxBy(s => s.Requests);
        var accepted = report.Seconds.Sum(s => s.Accepted);
        var finding = busiest is null ? "Nothing was answered"
            : $"{Words.Count(report.Seconds.Sum(s => s.Requests))} answers, at most {Words.Rate(busiest.Requests)} a second; {Words.Count(accepted)} orders accepted{(accepted < report.Totals.Accepted ? $", {Words.Count(report.Totals.Accepted - accepted)} more before or after the measured time" : "")}";
        var plot = new Plot(n => Scale.Time(spans.Seconds, n), Scale.Linear(busiest?.Requests ?? 0), "seconds since the start", "answers a second");
        return new Chart(
            "Rate", finding, [.. layers.Select(l => new KeyEntry(l.Look, l.Name, Words.Count(l.Heights.Sum() * spans.Length)))],
            plot.Draw($"Stacked columns, {spans.Words}: {finding}.", paper => Html.All(paper.Columns(spans.Edges, layers))),
            new ChartTable(["from s", "answers/s", .. layers.Select(l => $"{l.Name}/s"), "in flight", "watchers"],
                [.. spans.All.Select((s, n) => (string[])[$"{s.From}", Words.Rate(s.Requests), .. layers.Select(l => Words.Rate(l.Heights[n])), Words.Count(s.InFlight), s.Watchers is { } watchers ? Words.Count(watchers) : "–"])]));
    }
}
