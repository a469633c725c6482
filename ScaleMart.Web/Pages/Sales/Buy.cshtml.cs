using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Sales;

/// <summary>The step that buys. Its idempotency key is drawn with the page, so pressing twice, or again after no answer, gives one order.</summary>
[EnableRateLimiting(Limits.Orders)]
public sealed class BuyModel(Shelf shelf, OrderDesk desk) : PageModel
{
    private const int KeyLength = 32;

    public ShelfSale Shown { get; private set; } = null!;
    public Notice? Notice { get; private set; }
    public string Quantity { get; private set; } = "1";
    public string? QuantityFault { get; private set; }
    public string Key { get; private set; } = NewKey();
    public bool IsOver => Shown.Stock.State == SaleState.Ended;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await shelf.FindAsync(slug, cancel) is not { } found) return NotFound();
        Shown = found;
        Response.OnStarting(LetBrowserGoBack);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, string? quantity, string? key, CancellationToken cancel)
    {
        if (await shelf.FindAsync(slug, cancel) is not { } found) return NotFound();
        Shown = found;
        Quantity = quantity ?? "";
        if (key is { Length: KeyLength } && key.All(char.IsAsciiLetterOrDigit)) Key = key;
        if (!int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var units) || units < 1)
        {
            QuantityFault = $"Write a whole number from 1 to {found.Stock.PerCustomerLimit:N0}.";
            return Answer(400);
        }

        var result = await desk.PlaceAsync(found.Sale.Id, Caller.Id(User), units, Key, cancel);
        if (result.Order is { } view) return RedirectToPage("/Orders/Show", new { id = view.Order.Id });
        if (result.Outcome == PlaceOutcome.NotFound) return NotFound();
        return await RefuseAsync(result, slug, cancel);
    }

    private async Task<IActionResult> RefuseAsync(PlaceResult result, string slug, CancellationToken cancel)
    {
        // The answer is newer than what was read before it: shoppers see the figures that go with it.
        Shown = await shelf.FindAsync(slug, cancel) ?? Shown;
        var refusal = Refusal.Of(result, Shown);
        Notice = refusal.Notice;
        if (result.Outcome == PlaceOutcome.KeyMismatch) Key = NewKey();
        if (Refusal.RetryAfter(result) is { } seconds) Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Answer(refusal.Status);
    }

    // Antiforgery would have the page forgotten at once; but one who goes back shall find the same page with the same key,
    // so that pressing again gives the same order. Nobody else may keep it, and a fresh visit still asks.
    private Task LetBrowserGoBack()
    {
        Response.Headers.CacheControl = "private, no-cache";
        Response.Headers.Remove("Pragma");
        return Task.CompletedTask;
    }

    private PageResult Answer(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    private static string NewKey() => RandomNumberGenerator.GetHexString(KeyLength, lowercase: true);
}
