using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders;

/// <summary>The contract's <c>order</c>.</summary>
internal sealed record OrderJson(
    string Id, string SaleId, string ProductName, int Quantity, decimal UnitPrice, decimal Total, string Currency, OrderStatus Status,
    DateTimeOffset AcceptedAt, DateTimeOffset HoldExpiresAt, bool Recorded, IReadOnlyList<OrderEvent> Timeline)
{
    public static OrderJson Of(OrderView view)
    {
        var order = view.Order;
        return new OrderJson(
            order.Id, order.SaleId, order.ProductName, order.Quantity, order.UnitPrice, order.Total, order.Currency, order.Status,
            order.AcceptedAt, order.HoldExpiresAt, view.Recorded, order.Timeline);
    }
}
