using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Orders;

/// <summary>Pays for a held order. Looked at, it is the order itself: so a reload after a refusal asks nothing twice.</summary>
[EnableRateLimiting(Limits.Orders)]
public sealed class PayModel(OrderDesk desk, SaleCatalogue catalogue, TimeProvider time, Checkout checkout) : OrderPage(desk, catalogue, time)
{
    public IActionResult OnGet(string id) => RedirectToPage("/Orders/Show", new { id });

    public async Task<IActionResult> OnPostAsync(string id, string? card, CancellationToken cancel) =>
        await AnswerAsync(id, await checkout.PayAsync(id, UserId, card ?? "", cancel), cancel);
}
