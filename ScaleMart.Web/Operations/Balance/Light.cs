using ScaleMart.Web.Operations.Figures;

namespace ScaleMart.Web.Operations.Balance;

/// <summary>Many verdicts as one light.</summary>
internal static class Light
{
    /// <summary>One sale that does not balance, or one dead letter, and it is false; one that nobody can judge, and it is null.</summary>
    public static BalanceLight Of(IReadOnlyList<(string Name, SaleVerdict Verdict)> sales, long deadLetters, DateTimeOffset now)
    {
        var wrong = sales.Where(s => s.Verdict.Balanced == false).ToList();
        if (wrong.Count > 0) return new BalanceLight(false, Words(wrong), wrong[0].Verdict.At);
        if (deadLetters > 0) return new BalanceLight(false, deadLetters == 1 ? "The ledger would not take one order: it is a dead letter." : FormattableString.Invariant($"The ledger would not take {deadLetters} orders: they are dead letters."), now);
        var unknown = sales.Where(s => s.Verdict.Balanced is null).ToList();
        if (unknown.Count > 0) return new BalanceLight(null, Words(unknown), now);
        return new BalanceLight(true, null, sales.Count == 0 ? now : sales.Min(s => s.Verdict.At));
    }

    private static string Words(List<(string Name, SaleVerdict Verdict)> sales) =>
        $"{sales[0].Name}: {sales[0].Verdict.Reason}" + (sales.Count == 1 ? "" : FormattableString.Invariant($" So it is with {sales.Count - 1} more."));
}
