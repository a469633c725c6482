using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Orders;

/// <summary>An order as it is drawn: the order, the sale it came from if the catalogue still has it, the server's time, and what just happened.</summary>
public sealed record OrderScene(OrderView View, Sale? Sale, DateTimeOffset Now, Notice? Notice = null)
{
    public OrderRecord Order => View.Order;
    public bool HasLapsed => Order.Status == OrderStatus.Held && Order.HoldExpiresAt <= Now;
    public bool IsPayable => Order.Status == OrderStatus.Held && !HasLapsed;
    public bool IsLate => IsPayable && Order.HoldExpiresAt - Now <= TimeSpan.FromMinutes(1);
    public bool IsOver => HasLapsed || Order.Status is OrderStatus.Cancelled or OrderStatus.Expired or OrderStatus.Refunded;
    public string SaleUrl => $"/sales/{Sale?.Slug ?? Order.SaleId}";

    /// <summary>What the state means for the one who reads it.</summary>
    public string Meaning => Order.Status switch
    {
        OrderStatus.Held when HasLapsed => "The time to pay is over. It is going back on the shelf, and nothing was charged.",
        OrderStatus.Held => "It is yours while the clock runs. Pay before it stops, or let it go.",
        OrderStatus.Paying => "The sandbox gateway has not answered yet. Your piece is safe until it does; there is nothing to press twice.",
        OrderStatus.Confirmed => "It is yours. Thank you.",
        OrderStatus.Cancelled => "You will not be charged, and the piece is back on the shelf." + Because,
        OrderStatus.Expired => "The time to pay ran out, and the piece is back on the shelf. Nothing was kept of your money.",
        _ => "Your money is on its way back." + Because,
    };

    /// <summary>A line of the timeline in words.</summary>
    public static string Told(string happened) => happened switch
    {
        "held" => "Held for you",
        "paying" => "Payment begun",
        "declined" => "Payment declined",
        "confirmed" => "Paid",
        "cancelled" => "Cancelled",
        "expired" => "Hold run out",
        "refunding" => "Refund begun",
        "refunded" => "Refunded",
        _ => happened,
    };

    private string Because => Order.Reason.Length > 0 ? $" The shop's reason: {Order.Reason}" : "";
}
