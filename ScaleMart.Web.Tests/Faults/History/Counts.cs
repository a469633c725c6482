using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>Invariants 1, 2, 4 and 5: units add up, in Redis and over the newest of every order, for the sale and for each shopper.</summary>
internal static class Counts
{
    public static IEnumerable<string> Faults(State state)
    {
        var newest = state.Newest.Values;
        var (held, sold) = (newest.Where(o => o.Status.AreHeld()).Sum(o => o.Quantity), newest.Where(o => o.Status.AreSold()).Sum(o => o.Quantity));
        var drift = state.Available + held + sold - state.Lot.Units;

        if (state.Total != state.Lot.Units) yield return $"{state.Lot.Units} units were put on sale, and Redis says {state.Total}.";
        if (state.Total != state.Available + state.Held + state.Sold) yield return $"In Redis {state.Total} in all is not {state.Available} available, {state.Held} held and {state.Sold} sold.";
        if (state.Available < 0 || state.Held < 0 || state.Sold < 0) yield return "A count in Redis is below zero.";
        if (state.Held != held) yield return $"Redis holds {state.Held} units, the newest orders {held}.";
        if (state.Sold != sold) yield return $"Redis sold {state.Sold} units, the newest orders {sold}.";
        if (drift > 0) yield return $"Oversold by {drift}: {state.Available} available, {held} held and {sold} sold of {state.Lot.Units}.";
        if (drift < 0) yield return $"Undersold by {-drift}: {state.Available} available, {held} held and {sold} sold of {state.Lot.Units}.";

        var units = newest.Where(o => o.Status.AreHeld() || o.Status.AreSold()).GroupBy(o => o.UserId).ToDictionary(g => g.Key, g => g.Sum(o => o.Quantity));
        foreach (var (user, has) in units.Where(u => u.Value > state.Lot.Limit)) yield return $"{user} has {has} units, and {state.Lot.Limit} are the most.";
        foreach (var user in units.Keys.Union(state.Units.Keys).Where(u => units.GetValueOrDefault(u) != state.Units.GetValueOrDefault(u)))
            yield return $"Redis counts {state.Units.GetValueOrDefault(user)} units of {user}, whose newest orders have {units.GetValueOrDefault(user)}.";
    }
}
