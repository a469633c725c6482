using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders;

/// <summary>As much of an order as a sale's figures need: a large sale's whole ledger is read for them, and held in memory while it is judged.</summary>
public readonly record struct OrderStanding(string Id, string UserId, int Quantity, OrderStatus Status, long Version)
{
    public bool IsHeld => Status.AreHeld();

    public bool IsSold => Status.AreSold();

    public static OrderStanding Of(OrderRecord order) => new(order.Id, order.UserId, order.Quantity, order.Status, order.Version);
}
