using System.Globalization;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>The gateway's charges against the orders: who has their goods has paid once, who has not has paid nothing, and no charge is forgotten.</summary>
internal static class Money
{
    public static IEnumerable<string> Faults(State state)
    {
        var newest = state.Newest;
        foreach (var charge in state.Charges)
        {
            var (id, attempt) = Parts(charge.Key);
            if (!newest.TryGetValue(id, out var order)) yield return $"Charge {charge.Key} is {charge.State} for order {id}, which nobody has.";
            else if (attempt > order.Attempt) yield return $"Charge {charge.Key} is of an attempt that order {id} never made.";
            else if (Fault(charge, attempt, order) is { } fault) yield return $"Order {id} of {order.UserId} is {order.Status.Word()}, and its charge {charge.Key} {fault}.";
        }

        var charged = state.Charges.Where(c => c.State == ChargeState.Charged).ToLookup(c => Parts(c.Key).Order);
        foreach (var order in newest.Values.Where(o => o.Status == OrderStatus.Confirmed && charged[o.Id].Count() != 1))
            yield return $"Order {order.Id} of {order.UserId} is confirmed, and was charged {charged[order.Id].Count()} times.";
    }

    private static string? Fault(Charge charge, int attempt, OrderRecord order) => charge.State switch
    {
        ChargeState.Charged when order.Status != OrderStatus.Confirmed => "was taken and never given back",
        ChargeState.Charged when attempt != order.Attempt => "was taken by another attempt than the one that was confirmed",
        ChargeState.Charged when charge.Amount != order.Total => string.Create(CultureInfo.InvariantCulture, $"took {charge.Amount} instead of {order.Total}"),
        ChargeState.Refunded when order.Status != OrderStatus.Refunded => "was given back",
        ChargeState.Pending => "is still pending",
        _ => null,
    };

    private static (string Order, int Attempt) Parts(string key) => (key[..key.LastIndexOf(':')], int.Parse(key[(key.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture));
}
