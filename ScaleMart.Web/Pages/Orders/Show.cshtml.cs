using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Orders;

/// <summary>One order of the caller's own: its state, its clock, and what can be done with it.</summary>
public sealed class ShowModel(OrderDesk desk, SaleCatalogue catalogue, TimeProvider time) : OrderPage(desk, catalogue, time)
{
    public Task<IActionResult> OnGetAsync(string id, CancellationToken cancel) => ShowAsync(id, cancel);

    /// <summary>The ticket alone, as it is now: what the page asks for when it hears of the order.</summary>
    public async Task<IActionResult> OnGetNowAsync(string id, CancellationToken cancel) =>
        await ShowAsync(id, cancel) is PageResult ? Partial("_Ticket", Scene) : NotFound();
}
