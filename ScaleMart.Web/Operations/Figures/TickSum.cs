using ScaleMart.Web.Operations.Balance;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;

namespace ScaleMart.Web.Operations.Figures;

/// <summary>Adds up what the processes said of themselves, and puts the sales' stock and the queues beside it.</summary>
internal static class TickSum
{
    private static readonly string[] Components = ["redis", "documents", "drain"];

    public static DashboardTick Of(
        DateTimeOffset at, IReadOnlyList<Instance> instances, IReadOnlyList<ShelfSale> shelf, QueueFigures queue, IReadOnlyDictionary<string, SaleVerdict> verdicts, BalanceLight light)
    {
        var reports = instances.SelectMany(i => i.Report.Sales).ToList();
        var times = Times(reports);
        var refusals = Sum(reports.Select(r => r.Refusals).Concat(instances.Select(i => i.Report.Refusals)));
        return new DashboardTick
        {
            At = at,
            Depth = queue.Depth,
            InFlight = queue.InFlight,
            OldestAgeMs = queue.OldestAgeMs,
            DeadLetters = queue.DeadLetters,
            DrainedPerSecond = Rate(instances.Sum(i => i.Report.DrainedPerSecond)),
            Retrying = queue.Waiting,
            Connections = instances.Sum(i => i.Report.Connections),
            Accepted = Rate(reports.Sum(r => r.Accepted)),
            Refused = Rate(refusals.Values.Sum()),
            Refusals = refusals,
            P50Ms = times.At(50),
            P95Ms = times.At(95),
            P99Ms = times.At(99),
            Light = light,
            Stores = [.. Components.Select(name => Store(name, instances))],
            Instances = [.. instances.Select(Of)],
            Sales = [.. shelf.Where(s => s.Stock.State != SaleState.Ended).Select(s => Of(s, instances, verdicts.GetValueOrDefault(s.Sale.Id)))],
        };
    }

    private static DashboardSale Of(ShelfSale shelf, IReadOnlyList<Instance> instances, SaleVerdict? verdict)
    {
        var (sale, stock) = shelf;
        var reports = instances.SelectMany(i => i.Report.Sales).Where(r => r.SaleId == sale.Id).ToList();
        var (times, refusals) = (Times(reports), Sum(reports.Select(r => r.Refusals)));
        return new DashboardSale
        {
            SaleId = sale.Id,
            Slug = sale.Slug,
            Name = sale.Product.Name,
            State = stock.State,
            Total = stock.Total,
            Available = stock.Available,
            Held = stock.Held,
            Sold = stock.Sold,
            Watchers = instances.Sum(i => i.Report.Watched.GetValueOrDefault(sale.Id)),
            Accepted = Rate(reports.Sum(r => r.Accepted)),
            Refused = Rate(refusals.Values.Sum()),
            Refusals = refusals,
            P50Ms = times.At(50),
            P95Ms = times.At(95),
            P99Ms = times.At(99),
            SoldOutInSeconds = SoldOutIn(stock.Available, reports.Sum(r => r.UnitsPerSecond)),
            Balanced = verdict?.Balanced,
            BalanceReason = verdict?.Reason,
            BalancedAt = verdict?.At,
            OpensAt = stock.OpensAt,
            ClosesAt = stock.ClosesAt,
        };
    }

    private static InstanceFigures Of(Instance instance)
    {
        var report = instance.Report;
        return new InstanceFigures(
            instance.Id, report.Name, report.Since, (long)instance.Age.TotalMilliseconds, Rate(report.Sales.Sum(s => s.Accepted)), Rate(report.Sales.Sum(s => s.Refused) + report.Refusals.Values.Sum()),
            Times(report.Sales).At(99), report.Connections, report.DrainedPerSecond, report.InFlight, report.Ready);
    }

    // As whoever is worst off finds it: named, where not everybody finds the same.
    private static StoreFigures Store(string name, IReadOnlyList<Instance> instances)
    {
        var seen = instances.SelectMany(i => (i.Report.Components ?? []).Where(c => c.Name == name).Select(c => (i.Report.Name, Found: c))).ToList();
        if (seen.Count == 0) return new StoreFigures(name, false, "No process has said how it finds it.", null);
        var took = seen.Max(s => s.Found.TookMs);
        var ill = seen.Where(s => !s.Found.Well).ToList();
        if (ill.Count == 0) return new StoreFigures(name, true, seen[0].Found.Detail, took);
        return new StoreFigures(name, false, ill.Count == seen.Count ? ill[0].Found.Detail : $"{ill[0].Found.Detail} ({string.Join(", ", ill.Select(s => s.Name).Distinct())})", took);
    }

    private static AnswerTimes Times(IEnumerable<SaleReport> reports)
    {
        var sum = new AnswerTimes();
        foreach (var report in reports)
            if (report.Answers is { } text) sum.AddText(text);
        return sum;
    }

    private static double? SoldOutIn(int available, double unitsPerSecond) => available > 0 && unitsPerSecond > 0 ? Math.Round(available / unitsPerSecond, 1) : null;

    private static SortedDictionary<string, double> Sum(IEnumerable<IReadOnlyDictionary<string, double>> parts)
    {
        var sum = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (word, rate) in parts.SelectMany(p => p)) sum[word] = Rate(sum.GetValueOrDefault(word) + rate);
        return sum;
    }

    private static double Rate(double sum) => Math.Round(sum, 1);
}
