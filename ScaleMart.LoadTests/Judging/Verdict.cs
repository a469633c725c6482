using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests.Judging;

/// <summary>
/// Judges a sale from its shoppers' own answers against their own orders; the shop's audit is only cross-checked. Pure: the
/// same history always gets the same verdict.
/// </summary>
public static class Verdict
{
    /// <summary>Every way in which the shop broke its word, in sentences; empty when it kept it.</summary>
    public static IReadOnlyList<string> Faults(IReadOnlyList<Attempt> attempts, Evidence evidence) =>
        [.. Answers(attempts), .. Promises(attempts, evidence), .. Units(evidence), .. Refusals(attempts, evidence), .. CrossCheck(evidence)];

    private static IEnumerable<string> Answers(IReadOnlyList<Attempt> attempts)
    {
        foreach (var lost in attempts.Where(a => a.Unknown))
            yield return $"{lost.Shopper} never learned what became of {lost.Key} ({lost.Outcome}).";
        foreach (var odd in attempts.Where(a => !a.Unknown && a.Status is not (202 or 409 or 429)))
            yield return $"{odd.Shopper} was answered {odd.Outcome} for {odd.Key}.";
        foreach (var told in attempts.Where(a => a.Accepted).GroupBy(a => (a.Shopper, a.Key)).Where(g => g.Select(a => a.OrderId).Distinct().Count() > 1))
            yield return $"{told.Key.Shopper} got several orders for the one key {told.Key.Key}.";
        foreach (var told in attempts.Where(a => a.Accepted).GroupBy(a => a.OrderId).Where(g => g.Select(a => (a.Shopper, a.Key)).Distinct().Count() > 1))
            yield return $"Order {told.Key} was given for several attempts: {string.Join(", ", told.Select(a => a.Shopper + " " + a.Key))}.";
    }

    private static IEnumerable<string> Promises(IReadOnlyList<Attempt> attempts, Evidence evidence)
    {
        var byId = evidence.Orders.ToLookup(o => o.Id);
        foreach (var told in attempts.Where(a => a.Accepted).DistinctBy(a => a.OrderId))
        {
            var order = byId[told.OrderId].FirstOrDefault();
            if (order is null) yield return $"{told.Shopper} was told of order {told.OrderId}, and it is gone.";
            else if (order.Shopper != told.Shopper) yield return $"Order {told.OrderId} of {told.Shopper} is shown to {order.Shopper}.";
            else if (order.Quantity != told.Quantity) yield return $"Order {told.OrderId} says {order.Quantity} units, asked were {told.Quantity}.";
        }

        foreach (var twice in byId.Where(g => g.Count() > 1)) yield return $"Order {twice.Key} is there {twice.Count()} times.";
        foreach (var order in evidence.Orders.Where(o => !o.Recorded)) yield return $"Order {order.Id} never reached the ledger.";
        var promised = attempts.Where(a => a.Accepted).Select(a => a.OrderId).ToHashSet();
        foreach (var order in evidence.Orders.Where(o => !promised.Contains(o.Id))) yield return $"{order.Shopper} has order {order.Id} and was never told of it.";
    }

    private static IEnumerable<string> Units(Evidence evidence)
    {
        var live = LiveUnits(evidence);
        if (live > evidence.Stock) yield return $"Oversold: {live} units are with shoppers, the stock was {evidence.Stock}.";
        foreach (var shopper in evidence.Orders.Where(o => o.Live).GroupBy(o => o.Shopper).Where(g => g.Sum(o => o.Quantity) > evidence.LimitPerCustomer))
            yield return $"{shopper.Key} holds {shopper.Sum(o => o.Quantity)} units, the limit is {evidence.LimitPerCustomer}.";
    }

    // A refusal must be true of how the sale ended: units given back by orders that ended later would excuse it.
    private static IEnumerable<string> Refusals(IReadOnlyList<Attempt> attempts, Evidence evidence)
    {
        if (evidence.Orders.Any(o => !o.Live)) yield break;
        var left = evidence.Stock - LiveUnits(evidence);
        foreach (var refused in attempts.Where(a => a.Code == "sold_out" && a.Quantity <= left))
            yield return $"Undersold: {refused.Shopper} was told sold_out, and {left} units are left.";
        foreach (var refused in attempts.Where(a => a.Code == "limit_reached"))
        {
            var own = evidence.Orders.Where(o => o.Shopper == refused.Shopper).Sum(o => o.Quantity);
            if (own + refused.Quantity <= evidence.LimitPerCustomer) yield return $"{refused.Shopper} was told limit_reached and has {own} units of {evidence.LimitPerCustomer}.";
        }
    }

    private static IEnumerable<string> CrossCheck(Evidence evidence)
    {
        var audit = evidence.Audit;
        if (!audit.Settled) yield return "The audit did not settle.";
        if (audit.Balanced != true) yield return $"The audit does not call the sale balanced (oversold {audit.Oversold}, undersold {audit.Undersold}).";
        if (audit.Queued + audit.InFlight + audit.DeadLetters > 0) yield return $"{audit.Queued + audit.InFlight} orders still wait for the ledger, {audit.DeadLetters} are dead letters.";
        if (audit.Held + audit.Sold != LiveUnits(evidence)) yield return $"The audit counts {audit.Held + audit.Sold} units with shoppers, they themselves {LiveUnits(evidence)}.";
        if (audit.Available != evidence.Stock - LiveUnits(evidence)) yield return $"The audit counts {audit.Available} units left, by the shoppers' orders it is {evidence.Stock - LiveUnits(evidence)}.";
    }

    private static int LiveUnits(Evidence evidence) => evidence.Orders.Where(o => o.Live).Sum(o => o.Quantity);
}
