using ScaleMart.LoadTests.Reports.Page;

namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>The sale's units over time: left, held, sold. Null when nobody looked at the stock.</summary>
internal static class StockChart
{
    public static Chart? Of(Spans spans)
    {
        var known = spans.All.Where(s => s.Stock is not null).ToList();
        if (known.Count == 0) return null;
        var last = known[^1].Stock!;
        var total = known.Max(s => s.Stock!.Available + s.Stock.Held + s.Stock.Sold);
        var gone = known.Find(s => s.Stock!.Available == 0);
        var finding = gone is not null ? $"{Words.Of(total, "unit")}: none left for sale from second {gone.From + spans.Length}" + (last.Available > 0 ? $", {Words.Count(last.Available)} came back" : "")
            : $"{Words.Of(total, "unit")}: {Words.Count(last.Available)} left at the end";
        Layer[] layers =
        [
            new("sold", "sold", [.. spans.All.Select(s => (double)(s.Stock?.Sold ?? 0))]),
            new("held, may come back", "rate", [.. spans.All.Select(s => (double)(s.Stock?.Held ?? 0))]),
            new("left", "left", [.. spans.All.Select(s => (double)(s.Stock?.Available ?? 0))]),
        ];
        int[] end = [last.Sold, last.Held, last.Available];
        var plot = new Plot(n => Scale.Time(spans.Seconds, n), Scale.Linear(total), "seconds since the start", "units");
        return new Chart(
            "Stock", finding, [.. layers.Select((l, n) => new KeyEntry(l.Look, l.Name, Words.Count(end[n])))],
            plot.Draw($"Stacked columns, {spans.Words}, as it was at the end of each: sold, held and left. {finding}.", paper => Html.All(paper.Columns(spans.Edges, layers))),
            new ChartTable(["to s", "left", "held", "sold"],
                [.. known.Select(s => (string[])[$"{s.From + spans.Length}", Words.Count(s.Stock!.Available), Words.Count(s.Stock.Held), Words.Count(s.Stock.Sold)])]));
    }
}
