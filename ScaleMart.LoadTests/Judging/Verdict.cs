using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests.Judging;

/// <summary>
/// Judges a sale from its shoppers' own answers against their own orders; the shop's audit is only cross-checked. Pure: the
/// same history always gets the same verdict, in time that grows as the history does.
/// </summary>
public static class Verdict
{
    /// <summary>Every way in which the shop broke its word, in sentences; empty when it kept it.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<Attempt> attempts, Evidence evidence) => Judge(attempts, evidence, new Expectations()).Faults;

    /// <param name="attempts">As they ended: unknown outcomes have been asked again.</param>
    /// <param name="evidence">What shoppers read afterwards.</param>
    /// <param name="expected">What the run put on sale and asks for.</param>
    /// <param name="buys">The buys' latency, for the goals; null when nothing was answered.</param>
    public static Judgement Judge(IReadOnlyList<Attempt> attempts, Evidence evidence, Expectations expected, LatencyRow? buys = null)
    {
        var history = new History(attempts, evidence, expected);
        Ruling[] rulings =
        [
            .. UnitRules.Of(history), .. AnswerRules.Of(history), .. OrderRules.Of(history), RateRule.Of(history), AuditRule.Of(history), .. LatencyRule.Of(expected.Goals, buys),
        ];
        var faults = rulings.SelectMany(r => r.Faults).Distinct().ToList();
        var checks = rulings.Select(r => r.Check).ToList();
        return Judgement.Of(checks, faults, faults.Count,
            $"The shop kept its word: {history.Promised.Count} accepted orders, each told once and in the ledger; {history.LiveUnits} of {history.Stock} units with shoppers, none too many and none lost.");
    }
}
