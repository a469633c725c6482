using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Orders;

/// <summary>The caller's own orders, newest first.</summary>
public sealed class IndexModel(OrderDesk desk, SaleCatalogue catalogue, TimeProvider time) : PageModel
{
    public IReadOnlyList<OrderScene> Orders { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    /// <summary>The list alone, as it is now: what the page asks for when it hears of an order.</summary>
    public async Task<IActionResult> OnGetNowAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return Partial("_Orders", this);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var orders = await desk.ListAsync(Caller.Id(User), cancel);
        var sales = (await catalogue.ListAsync(cancel)).ToDictionary(s => s.Id);
        var now = time.GetUtcNow();
        Orders = [.. orders.Select(o => new OrderScene(o, sales.GetValueOrDefault(o.Order.SaleId), now))];
    }
}
