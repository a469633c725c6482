using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Orders;

/// <summary>Lets a held order go. Looked at, it is the order itself.</summary>
[EnableRateLimiting(Limits.Orders)]
public sealed class CancelModel(OrderDesk desk, SaleCatalogue catalogue, TimeProvider time, Checkout checkout) : OrderPage(desk, catalogue, time)
{
    public IActionResult OnGet(string id) => RedirectToPage("/Orders/Show", new { id });

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancel) =>
        await AnswerAsync(id, await checkout.CancelAsync(id, UserId, cancel), cancel);
}
