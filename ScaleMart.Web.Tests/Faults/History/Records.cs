using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>Invariant 3, and that nothing is left half-done: Redis and the ledger have the same orders, once each, and every order that must still move will be looked at.</summary>
internal static class Records
{
    // A lapse comes within seconds of the hold's end; much later, nobody looks any more.
    private static readonly TimeSpan LapsesWithin = TimeSpan.FromSeconds(30);

    public static IEnumerable<string> Faults(State state)
    {
        if (state.Unfinished) yield return "The sale was left half-written or latched.";
        if (state.Waiting.Count > 0) yield return $"{state.Waiting.Count} entries never left the queue, {state.Waiting[0]} first.";
        if (state.Dead.Count > 0) yield return $"{state.Dead.Count} entries are dead letters, {state.Dead[0]} first.";
        foreach (var twice in state.Ledger.GroupBy(o => o.Id).Where(g => g.Count() > 1)) yield return $"Order {twice.Key} is in the ledger {twice.Count()} times.";

        var (live, ledger) = (state.Live.ToDictionary(o => o.Id), state.Ledger.DistinctBy(o => o.Id).ToDictionary(o => o.Id));
        foreach (var order in live.Values.Where(o => !ledger.ContainsKey(o.Id))) yield return $"Order {order.Id} of {order.UserId} is not in the ledger.";
        foreach (var order in ledger.Values.Where(o => !live.ContainsKey(o.Id))) yield return $"Order {order.Id} of {order.UserId} is in the ledger alone.";
        foreach (var order in live.Values)
        {
            if (ledger.TryGetValue(order.Id, out var recorded) && RecordLine.Write(recorded) != RecordLine.Write(order))
                yield return $"Order {order.Id} of {order.UserId} is {order.Status.Word()} at version {order.Version} in Redis and {recorded.Status.Word()} at {recorded.Version} in the ledger.";
            if (order.Version > state.Sequence) yield return $"Order {order.Id} of {order.UserId} is of version {order.Version}, and the sale only at {state.Sequence}.";
        }

        foreach (var fault in Forgotten(state)) yield return fault;
    }

    private static IEnumerable<string> Forgotten(State state)
    {
        var (holds, unsettled) = (state.Holds.ToHashSet(), state.Unsettled.ToHashSet());
        var found = Found(state);
        foreach (var order in state.Newest.Values)
        {
            if (order.Status == OrderStatus.Held && !holds.Contains(order.Id)) yield return $"Order {order.Id} of {order.UserId} is held and will never lapse.";
            if (order.Status == OrderStatus.Held && state.Now > order.HoldExpiresAt + LapsesWithin) yield return $"Order {order.Id} of {order.UserId} is held past its end.";
            if (order.Status == OrderStatus.Paying && !unsettled.Contains(order.Id)) yield return $"Order {order.Id} of {order.UserId} is paying, and nobody looks.";
            if (!found.Contains(order.Id)) yield return $"Order {order.Id} is not among those that {order.UserId} finds as their own.";
        }
    }

    // As a shopper's list is made: each user's newest order, and from each the one before.
    private static HashSet<string> Found(State state)
    {
        var (found, live) = (new HashSet<string>(), state.Live.ToDictionary(o => o.Id));
        foreach (var newest in state.Mine.Values)
        {
            for (var id = newest; live.TryGetValue(id, out var order) && found.Add(id);) id = order.PreviousOrderId;
        }

        return found;
    }
}
