namespace ScaleMart.LoadTests.Judging;

/// <summary>The shop's own audit, held against what the shoppers have: it can break a verdict, never save one.</summary>
internal static class AuditRule
{
    private const string Name = "audit";
    private const string Expected = "balanced, nothing waiting or dead, and the same units as the shoppers'";

    public static Ruling Of(History history) => history.Evidence.Audit is { } audit
        ? Ruling.On(Name, Expected, Faults(audit, history), Words(audit), history.Blind)
        : Ruling.NotSeen(Name, Expected, "The audit could not be read.");

    private static string Words(ShopAudit audit) =>
        $"{(audit.Balanced == true ? "balanced" : "not balanced")}: {audit.Available} for sale, {audit.Held} held, {audit.Sold} sold, of {audit.Total}; {audit.Queued + audit.InFlight} waiting, {audit.DeadLetters} dead";

    private static IEnumerable<string> Faults(ShopAudit audit, History history)
    {
        if (!audit.Settled) yield return "The audit did not settle.";
        if (audit.Balanced != true || audit.Oversold + audit.Undersold + audit.Duplicates > 0)
            yield return $"The audit does not call the sale balanced (oversold {audit.Oversold}, undersold {audit.Undersold}, duplicates {audit.Duplicates}).";
        if (audit.Queued + audit.InFlight + audit.DeadLetters > 0) yield return $"{audit.Queued + audit.InFlight} orders still wait for the ledger, {audit.DeadLetters} are dead letters.";
        // Orders that could not be read are not missing.
        if (history.Blind is not null) yield break;
        if (audit.Held + audit.Sold != history.LiveUnits) yield return $"The audit counts {audit.Held + audit.Sold} units with shoppers, they themselves {history.LiveUnits}.";
        if (audit.Available != history.Stock - history.LiveUnits)
            yield return $"The audit counts {audit.Available} units left, by the shoppers' orders it is {history.Stock - history.LiveUnits}.";
    }
}
