using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Orders;

/// <summary>Gives up a held order for its shopper, with a reason.</summary>
public class CancelModel(OrderDesk desk, Checkout checkout) : ActPage(desk)
{
    protected override OrderStatus Needed => OrderStatus.Held;

    public override string Deed => "cancelled";

    protected override Ask Question(OrderRecord order) => new($"Cancel the order for {Pieces(order)}?", "Cancel the order", BackTo(order))
    {
        Follows =
        [
            $"{Pieces(order)} of {order.ProductName} {(order.Quantity == 1 ? "goes" : "go")} back on sale at once, and the shopper may reserve again.",
            $"Nothing was charged, and nothing will be. Left alone, the hold ends {Clock.Exact(order.HoldExpiresAt)}.",
            "The shopper sees the order as cancelled within the second, with your reason.",
        ],
        IsFinal = true,
    };

    protected override string Next(OrderRecord order) => $"/admin/orders/{order.Id}?done=cancel";

    protected override Task<CheckoutResult> ActAsync(string id, string reason) => checkout.CancelForAsync(id, Caller.Acting(HttpContext), reason, CancellationToken.None);

    protected static string Pieces(OrderRecord order) => order.Quantity == 1 ? "1 piece" : $"{order.Quantity:N0} pieces";
}
