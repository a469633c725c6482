using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>
/// Orders that a sale cannot keep: those that came to the ledger so late that their shopper has bought up to the limit meanwhile, and those for which
/// there is no stock, which two ledgers of one sale can add up to. Of what is held the latest are cancelled, and only if that is not enough, of what
/// is paid for the latest are refunded. A payment under way is left to its end.
/// </summary>
internal static class Overdraft
{
    private const string NoStock = "no stock was left for it after a rebuild", OverLimit = "its shopper had bought up to the limit before a rebuild found it";

    /// <summary>Those orders as they are to become, at this version.</summary>
    /// <param name="orders">The newest record of every order.</param>
    /// <param name="late">Those that Redis did not know, though it had lost nothing. Only they answer for a limit: it may have been lowered since the others.</param>
    /// <param name="terms">How many units there are, and how many one may have.</param>
    /// <param name="version">The version that each change gets.</param>
    /// <param name="now">When they are changed.</param>
    public static IReadOnlyList<OrderRecord> Of(IReadOnlyCollection<OrderRecord> orders, IReadOnlySet<string> late, SaleTerms terms, long version, DateTimeOffset now)
    {
        var has = orders.Where(TakesStock).ToList();
        var given = has.GroupBy(o => o.UserId).Where(user => user.Any(o => late.Contains(o.Id)))
            .SelectMany(user => Latest(user, late.Contains, terms.PerCustomerLimit)).Select(o => Given(o, OverLimit)).ToList();
        var gone = given.Select(o => o.Id).ToHashSet();
        return [.. given, .. Latest(has.Where(o => !gone.Contains(o.Id)), _ => true, terms.Total).Select(o => Given(o, NoStock))];

        OrderRecord Given(OrderRecord order, string reason) => order.Status == OrderStatus.Held
            ? Moved(order, "cancelled", reason) with { Status = OrderStatus.Cancelled }
            : Moved(order, "refunding", reason); // Written down as a refund is; the settlement asks the gateway, and the stock goes back with the money.

        OrderRecord Moved(OrderRecord order, string what, string reason) => order with { Version = version, Reason = reason, Timeline = [.. order.Timeline, new OrderEvent(now, what)] };
    }

    // As many as bring these down to the most that they may be.
    private static IEnumerable<OrderRecord> Latest(IEnumerable<OrderRecord> orders, Predicate<string> may, int most)
    {
        var all = orders.ToList();
        var over = all.Sum(o => o.Quantity) - most;
        foreach (var order in all.Where(o => may(o.Id) && o.Status is OrderStatus.Held or OrderStatus.Confirmed).OrderByDescending(o => o.Status == OrderStatus.Held)
            .ThenByDescending(o => o.AcceptedAt).ThenByDescending(o => o.Version))
        {
            if (over <= 0) yield break;
            yield return order;
            over -= order.Quantity;
        }
    }

    private static bool TakesStock(OrderRecord order) =>
        (order.Status.AreHeld() || order.Status.AreSold()) && order is not { Status: OrderStatus.Confirmed, Timeline: [.., { Event: "refunding" }] };
}
