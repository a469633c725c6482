using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests.Running;

/// <summary>One verdict of a run: what every sale of it promised, what the scenario promised beside that, and the latency goals.</summary>
public static class Court
{
    public static async Task<Judgement> JudgeAsync(Stage stage, Scenario scenario, LatencyRow? buys)
    {
        var judged = new List<Judgement>();
        var orders = new List<SeenOrder>();
        foreach (var sale in stage.Sales)
        {
            var attempts = sale.Attempts;
            var bar = new Bar(stage.Screen, "reading", sale.Buyers.Count);
            var evidence = await Evidence.GatherAsync(sale.Buyers, stage.Crowd.Admin, sale.SaleId, attempts, TimeSpan.FromSeconds(stage.Options.Patience), _ => bar.Step());
            orders.AddRange(evidence.Orders);
            judged.Add(Verdict.Judge(attempts, evidence, Expected(stage.Options, first: judged.Count == 0), buys));
        }

        return Join(judged, await scenario.JudgeAsync(orders));
    }

    /// <summary>Several sales and a scenario's own checks in one judgement: broken if any is.</summary>
    public static Judgement Join(IReadOnlyList<Judgement> sales, IReadOnlyList<Check> own)
    {
        Check[] checks =
        [
            .. sales.SelectMany((s, n) => n == 0 ? s.Checks : Further(s, n + 1)), .. own,
        ];
        var faults = sales.SelectMany(s => s.Faults).Concat(own.Where(c => c.State == CheckState.Broken).Select(c => $"{c.Name}: {(c.Why.Length > 0 ? c.Why : $"{c.Seen}, expected {c.Expected}")}")).ToArray();
        return Judgement.Of(checks, faults, sales.Sum(s => s.FaultCount) + own.Count(c => c.State == CheckState.Broken), sales[0].Sentence);
    }

    // Of a sale beside the first only what is not well is told one by one.
    private static IEnumerable<Check> Further(Judgement sale, int number)
    {
        var kept = sale.Checks.Count(c => c.State == CheckState.Kept);
        if (kept > 0) yield return new Check($"sale {number} likewise", "the same promises", $"{kept} of them kept", CheckState.Kept);
        foreach (var check in sale.Checks.Where(c => c.State is CheckState.Broken or CheckState.NotJudged)) yield return check with { Name = $"{check.Name}, sale {number}" };
    }

    // The goals are the run's, not each sale's; a sale that was there already may have other terms than the options.
    private static Expectations Expected(LoadOptions options, bool first) => new()
    {
        Stock = options.Sale is null ? options.Stock : null,
        LimitPerCustomer = options.Sale is null ? Math.Min(options.Limit, options.Stock) : null,
        RateLimit = options.UserRate is { } rate ? new RateLimit(rate, rate) : null,
        Goals = first ? [.. Goals(options)] : [],
    };

    private static IEnumerable<LatencyGoal> Goals(LoadOptions options)
    {
        if (options.GoalP50 is { } half) yield return new LatencyGoal(50, half);
        if (options.GoalP99 is { } most) yield return new LatencyGoal(99, most);
    }
}
