namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>What shoppers were told of their purchases: every acceptance is an order, once, with one key; nobody else has one; every unknown has one outcome.</summary>
internal static class Purchases
{
    public static IEnumerable<string> Faults(IReadOnlyList<Operation> history, State state)
    {
        var buys = history.Where(o => o.Act == Act.Buy).ToList();
        var accepted = buys.Where(o => o.Outcome == Outcome.Ok).ToList();
        return [.. Answers(buys), .. Keys(accepted), .. buys.GroupBy(o => o.Subject).SelectMany(Outcomes), .. Promises(accepted, state), .. Phantoms(buys, accepted, state)];
    }

    private static IEnumerable<string> Answers(List<Operation> buys) => buys
        .Where(o => o.Outcome == Outcome.Ok ? o.Status != 202 : o.Outcome == Outcome.Fail && o is not { Status: 409 or 429 })
        .Select(o => $"{o.Shopper} was answered {o.Status} {o.Code} for {o.Key}.");

    private static IEnumerable<string> Keys(List<Operation> accepted)
    {
        foreach (var key in accepted.GroupBy(o => o.Subject).Where(g => g.Select(o => o.OrderId).Distinct().Count() > 1))
            yield return $"{key.Key} gave several orders: {string.Join(", ", key.Select(o => o.OrderId).Distinct())}.";
        foreach (var key in accepted.Where(o => !o.Replayed).GroupBy(o => o.Subject).Where(g => g.Count() > 1))
            yield return $"{key.Key} was answered {key.Count()} times as if it were new.";
        foreach (var order in accepted.GroupBy(o => o.OrderId).Where(g => g.Select(o => o.Subject).Distinct().Count() > 1))
            yield return $"Order {order.Key} was the answer to several keys: {string.Join(", ", order.Select(o => o.Subject).Distinct())}.";
    }

    private static IEnumerable<string> Outcomes(IGrouping<string, Operation> key)
    {
        var last = key.MaxBy(o => o.Returned)!;
        if (last.Outcome == Outcome.Unknown) yield return $"{last.Shopper} never learned what became of {last.Key}.";
        var sure = key.Where(o => o.Outcome == Outcome.Ok).Select(o => o.Returned).DefaultIfEmpty(TimeSpan.MaxValue).Min();
        foreach (var taken in key.Where(o => o.Outcome == Outcome.Fail && o.Invoked > sure))
            yield return $"{taken.Shopper} was accepted for {taken.Key} and later refused: {taken.Status} {taken.Code}.";
    }

    private static IEnumerable<string> Promises(List<Operation> accepted, State state)
    {
        var ledger = state.Ledger.ToLookup(o => o.Id);
        foreach (var told in accepted.DistinctBy(o => o.OrderId))
        {
            var order = ledger[told.OrderId].FirstOrDefault();
            if (order is null) yield return $"{told.Shopper} was told of order {told.OrderId}, and the ledger does not have it.";
            else if (order.UserId != told.Shopper) yield return $"Order {told.OrderId} of {told.Shopper} is {order.UserId}'s in the ledger.";
            else if (order.Quantity != told.Quantity) yield return $"Order {told.OrderId} of {told.Shopper} has {order.Quantity} units, asked were {told.Quantity}.";
        }
    }

    // An order that no answer named: whoever was left without an answer was asked again until the answer was definite, so none may be left.
    private static IEnumerable<string> Phantoms(List<Operation> buys, List<Operation> accepted, State state)
    {
        var (told, asked) = (accepted.Select(o => o.OrderId).ToHashSet(), buys.ToLookup(o => o.Shopper));
        foreach (var order in state.Newest.Values.Where(o => !told.Contains(o.Id)))
        {
            yield return asked[order.UserId].Any(o => o.Outcome == Outcome.Unknown)
                ? $"Order {order.Id} of {order.UserId} is there, though every key of theirs ended with another answer."
                : $"Order {order.Id} of {order.UserId} was placed by nobody.";
        }
    }
}
