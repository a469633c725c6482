using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Orders;

/// <summary>Gives the money and the pieces of a confirmed order back, with a reason.</summary>
public sealed class RefundModel(OrderDesk desk, Checkout checkout) : ActPage(desk)
{
    protected override OrderStatus Needed => OrderStatus.Confirmed;

    public override string Deed => "refunded";

    protected override Ask Question(OrderRecord order) => new($"Refund {Money.Write(order.Total, order.Currency)}?", $"Refund {Money.Write(order.Total, order.Currency)}", BackTo(order))
    {
        Follows =
        [
            $"The gateway gives {Money.Write(order.Total, order.Currency)} back, once, however often it is asked.",
            $"Then {(order.Quantity == 1 ? "1 piece" : $"{order.Quantity:N0} pieces")} of {order.ProductName} can be sold again while the sale runs, and the shopper may reserve again.",
            "The shopper sees the order as refunded, with your reason.",
        ],
        IsFinal = true,
    };

    protected override string Next(OrderRecord order) => $"/admin/orders/{order.Id}?done=refund";

    protected override Task<CheckoutResult> ActAsync(string id, string reason) => checkout.RefundAsync(id, Caller.Acting(HttpContext), reason, CancellationToken.None);
}
