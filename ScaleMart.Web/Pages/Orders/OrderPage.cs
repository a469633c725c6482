using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Orders;

/// <summary>What showing, paying and cancelling share: they draw one order, and only its owner's.</summary>
public abstract class OrderPage(OrderDesk desk, SaleCatalogue catalogue, TimeProvider time) : PageModel
{
    public OrderScene Scene { get; private set; } = null!;

    protected string UserId => Caller.Id(User);

    protected async Task<IActionResult> ShowAsync(string id, CancellationToken cancel) =>
        await desk.FindAsync(id, UserId, cancel) is { } view ? await DrawAsync(view, null, 200, cancel) : NotFound();

    /// <summary>Done and pending lead back to the order; a refusal draws it as it stands now, with the reason above it.</summary>
    protected async Task<IActionResult> AnswerAsync(string id, CheckoutResult result, CancellationToken cancel)
    {
        if (result.Outcome is CheckoutOutcome.Done or CheckoutOutcome.Pending) return RedirectToPage("/Orders/Show", new { id });
        if (result.Outcome == CheckoutOutcome.NotFound) return NotFound();
        if ((result.Order ?? await desk.FindAsync(id, UserId, cancel)) is not { } view) return NotFound();
        var refusal = CheckoutRefusal.Of(result.Outcome);
        return await DrawAsync(view, refusal.Notice, refusal.Status, cancel);
    }

    private async Task<IActionResult> DrawAsync(OrderView view, Notice? notice, int status, CancellationToken cancel)
    {
        Scene = new OrderScene(view, await catalogue.FindAsync(view.Order.SaleId, cancel), time.GetUtcNow(), notice);
        ViewData["Title"] = $"{StateTag.Of(view.Order, Scene.Now).Words}: {view.Order.ProductName}";
        ViewData["Here"] = "orders";
        ViewData["Now"] = Scene.Now;
        if (status == 503) Response.Headers.RetryAfter = "1";
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
