using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;

namespace ScaleMart.Web.Orders.Inspection;

/// <summary>Holds what the stores say of one order against each other, and says in a sentence each what does not agree.</summary>
internal static class Disagreement
{
    public static IReadOnlyList<string> Of(OrderFacts facts) => [.. Stores(facts), .. Money(facts)];

    private static IEnumerable<string> Stores(OrderFacts facts)
    {
        var (redis, ledger) = (facts.Redis.Order, facts.Ledger.Order);
        if (facts.Redis.Unreadable) yield return "Redis has a record of this order that nobody can read.";
        if (facts.Queue is { Place: QueuePlace.Dead } dead) yield return $"The ledger refused this order {dead.Attempts} times: it is a dead letter until it is retried or discarded.";
        if (facts.Redis.IsAway || facts.Ledger.IsAway) yield break;
        if (redis is not null && facts.Queue is { Place: QueuePlace.Nowhere } && redis.Version > (ledger?.Version ?? 0))
        {
            yield return ledger is null
                ? "Redis has this order, the ledger has not, and nothing in the queue will bring it there."
                : $"Redis has version {redis.Version}, the ledger {ledger.Version}, and nothing in the queue will bring it there.";
        }

        if (ledger is not null && redis is not null && ledger.Version > redis.Version) yield return $"The ledger has version {ledger.Version}, and Redis only {redis.Version}: Redis went back in time.";
        if (ledger is not null && redis is not null && ledger.Version == redis.Version && ledger.Status != redis.Status)
            yield return $"Both have version {ledger.Version}, and Redis calls it {RecordLine.Word(redis.Status)}, the ledger {RecordLine.Word(ledger.Status)}.";
    }

    private static IEnumerable<string> Money(OrderFacts facts)
    {
        var order = facts.Order;
        var last = facts.Charges is [.., var latest] ? latest.State : null;
        if (order.Status == OrderStatus.Confirmed && last is { } state and not ChargeState.Charged && !(state == ChargeState.Refunded && IsRefunding(order)))
            yield return $"The order is paid, and the gateway calls its last charge {Word(state)}.";
        if (order.Status == OrderStatus.Refunded && last is { } given and not ChargeState.Refunded) yield return $"The order is refunded, and the gateway calls its charge {Word(given)}.";
        if (order.Status is OrderStatus.Held or OrderStatus.Cancelled or OrderStatus.Expired && !IsRefunding(order) && facts.Charges.FirstOrDefault(c => c.State == ChargeState.Charged) is { } taken)
            yield return $"The order is {RecordLine.Word(order.Status)}, and the gateway has charged attempt {taken.Attempt}.";
    }

    // The money is on its way back; the settlement sees to it.
    private static bool IsRefunding(OrderRecord order) => order.Timeline is [.., { Event: "refunding" or "late" }];

    private static string Word(ChargeState state) => state switch { ChargeState.None => "unknown", _ => state.ToString().ToLowerInvariant() };
}
