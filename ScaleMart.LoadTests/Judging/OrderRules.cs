namespace ScaleMart.LoadTests.Judging;

/// <summary>Each 202 against the order that its shopper reads afterwards, and each order against the 202s.</summary>
internal static class OrderRules
{
    public static IEnumerable<Ruling> Of(History history)
    {
        var (orders, promised) = (history.Evidence.Orders, history.Promised);
        yield return Ruling.On("orders kept", "every accepted order is its shopper's, as asked", Broken(history),
            $"{promised.Count(a => history.Seen.Contains(a.OrderId))} of {promised.Count} accepted orders", history.Blind);
        yield return Ruling.On("in the ledger", "every order", orders.Where(o => !o.Recorded).Select(o => $"Order {o.Id} never reached the ledger."),
            $"{orders.Count(o => o.Recorded)} of {orders.Count} orders", history.Blind);

        var twice = history.Seen.Where(g => g.Skip(1).Any()).ToList();
        yield return Ruling.On("each order once", "no order there twice, or with two shoppers",
            twice.Select(g => $"Order {g.Key} is there {g.Count()} times, with {string.Join(", ", g.Select(o => o.Shopper).Distinct())}."), $"{twice.Count} orders twice", history.Blind);

        var untold = orders.Where(o => !history.PromisedIds.Contains(o.Id)).ToList();
        yield return Ruling.On("no order untold", "no order that nobody was told of",
            untold.Select(o => $"{o.Shopper} has order {o.Id} and was never told of it."), $"{untold.Count} orders", history.Blind);
    }

    private static IEnumerable<string> Broken(History history)
    {
        foreach (var told in history.Promised)
        {
            if (history.Seen[told.OrderId].ToList() is not { Count: > 0 } seen)
            {
                // Not read is not gone.
                if (!history.Evidence.Unread.ContainsKey(told.Shopper)) yield return $"{told.Shopper} was told of order {told.OrderId}, and it is gone.";
            }
            else if (seen.Find(o => o.Shopper == told.Shopper) is not { } own) yield return $"Order {told.OrderId} of {told.Shopper} is shown to {seen[0].Shopper}.";
            else if (own.Quantity != told.Quantity) yield return $"Order {told.OrderId} says {own.Quantity} units, asked were {told.Quantity}.";
        }
    }
}
