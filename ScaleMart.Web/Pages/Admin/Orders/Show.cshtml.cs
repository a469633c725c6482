using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Inspection;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Orders;

/// <summary>One order: what happened to it, what each store says of it, and what can be done.</summary>
public sealed class ShowModel(OrderInspector inspector, SaleCatalogue catalogue, TimeProvider time) : PageModel
{
    public OrderFacts Facts { get; private set; } = null!;
    public Sale? Sale { get; private set; }
    public Notice? Notice { get; private set; }
    public DateTimeOffset Now { get; private set; }

    public OrderRecord Order => Facts.Order;
    public bool MayCancel => Caller.IsAdmin(User) && Order.Status == OrderStatus.Held;
    public bool MayRefund => Caller.IsAdmin(User) && Order.Status == OrderStatus.Confirmed;

    public async Task<IActionResult> OnGetAsync(string id, string? done, CancellationToken cancel)
    {
        if (await inspector.FindAsync(id, cancel) is not { } facts) return NotFound();
        (Facts, Sale, Now) = (facts, await catalogue.FindAsync(facts.Order.SaleId, cancel), time.GetUtcNow());
        Notice = done switch
        {
            "cancel" when Order.Status == OrderStatus.Cancelled => new("The order is cancelled", "Its pieces are for sale again.", "good"),
            "refund" when Order.Status == OrderStatus.Refunded => new("The order is refunded", "The money went back, and the pieces are for sale again.", "good"),
            "refund" => new("The refund is under way", "It is written down, and goes on until the gateway has answered. There is nothing to press twice.", "wait"),
            _ => null,
        };
        return Page();
    }
}
