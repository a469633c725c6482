using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>
/// Orders for which there is no stock, which two ledgers of one sale can add up to: of what is held the latest are cancelled,
/// and only if that is not enough, of what is paid for the latest are refunded. A payment under way is left to its end.
/// </summary>
internal static class Overdraft
{
    private const string Reason = "no stock was left for it after a rebuild";

    /// <summary>Those orders as they are to become, at this version.</summary>
    public static IReadOnlyList<OrderRecord> Of(IReadOnlyCollection<OrderRecord> orders, int total, long version, DateTimeOffset now)
    {
        var over = orders.Where(o => (o.Status.AreHeld() || o.Status.AreSold()) && !IsGoingBack(o)).Sum(o => o.Quantity) - total;
        var given = new List<OrderRecord>();
        foreach (var order in orders.Where(o => o.Status == OrderStatus.Held).OrderByDescending(o => o.AcceptedAt).ThenByDescending(o => o.Version)
            .Concat(orders.Where(o => o.Status == OrderStatus.Confirmed && !IsGoingBack(o)).OrderByDescending(o => o.AcceptedAt).ThenByDescending(o => o.Version)))
        {
            if (over <= 0) break;
            given.Add(order.Status == OrderStatus.Held
                ? Moved(order, "cancelled") with { Status = OrderStatus.Cancelled }
                : Moved(order, "refunding")); // Written down as a refund is; the settlement asks the gateway, and the stock goes back with the money.
            over -= order.Quantity;
        }

        return given;

        OrderRecord Moved(OrderRecord order, string what) => order with { Version = version, Reason = Reason, Timeline = [.. order.Timeline, new OrderEvent(now, what)] };
    }

    private static bool IsGoingBack(OrderRecord order) => order is { Status: OrderStatus.Confirmed, Timeline: [.., { Event: "refunding" }] };
}
