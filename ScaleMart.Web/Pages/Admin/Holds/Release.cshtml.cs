using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Admin.Orders;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Holds;

/// <summary>Releases one hold, which cancels its order: asked about from the list of holds, to which it leads back.</summary>
public sealed class ReleaseModel(OrderDesk desk, Checkout checkout) : CancelModel(desk, checkout)
{
    public override string Deed => "released";

    protected override Ask Question(OrderRecord order) => base.Question(order) with { Title = $"Release the hold of {Pieces(order)}?", Confirm = "Release the hold" };

    protected override string BackTo(OrderRecord order) => $"/admin/holds?saleId={order.SaleId}";

    protected override string Next(OrderRecord order) => $"{BackTo(order)}&released={order.Id}";
}
