namespace ScaleMart.Web.Stock.Restore;

/// <summary>Who has what in a sale, worked out from the orders alone.</summary>
public sealed record Buyers(IReadOnlyDictionary<string, int> Units, IReadOnlyDictionary<string, string> Newest)
{
    /// <summary>Units held and sold by user, and each user's newest order: the one that no other names as the one before it.</summary>
    public static Buyers Of(IReadOnlyList<OrderRecord> orders)
    {
        var named = orders.Select(o => o.PreviousOrderId).ToHashSet();
        return new Buyers(
            orders.Where(o => o.Status.AreHeld() || o.Status.AreSold())
                .GroupBy(o => o.UserId).ToDictionary(g => g.Key, g => g.Sum(o => o.Quantity)),
            orders.GroupBy(o => o.UserId).ToDictionary(
                g => g.Key, g => g.OrderBy(o => named.Contains(o.Id)).ThenByDescending(o => o.AcceptedAt).First().Id));
    }
}
