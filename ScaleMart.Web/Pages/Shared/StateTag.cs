using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Shared;

/// <summary>A state in two or three words, and the mark that goes with them.</summary>
public sealed record StateTag(string Mark, string Words)
{
    public static StateTag Of(StockLevel stock) => stock switch
    {
        { State: SaleState.Ended } => new("gone", "Ended"),
        { State: SaleState.Paused } => new("wait", "Paused"),
        { State: SaleState.Scheduled } => new("wait", "Opens soon"),
        { State: SaleState.SoldOut, Held: > 0 } => new("wait", "All held for now"),
        { State: SaleState.SoldOut } => new("gone", "Sold out"),
        { IsStale: true } => new("wait", "Live, stock unsure"),
        _ => new("now", "Live now"),
    };

    public static StateTag Of(OrderRecord order, DateTimeOffset now) => order.Status switch
    {
        OrderStatus.Held when order.HoldExpiresAt <= now => new("gone", "Hold run out"),
        OrderStatus.Held => new("now", "Held for you"),
        OrderStatus.Paying => new("wait", "Payment under way"),
        OrderStatus.Confirmed => new("good", "Paid"),
        OrderStatus.Cancelled => new("gone", "Cancelled"),
        OrderStatus.Expired => new("gone", "Hold run out"),
        _ => new("gone", "Refunded"),
    };
}
