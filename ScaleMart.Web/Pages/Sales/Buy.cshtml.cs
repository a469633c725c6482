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
public sealed class BuyModel(SaleCatalogue catalogue, Shelf shelf, OrderDesk desk) : PageModel
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
        if (!await ReadAsync(slug, cancel)) return NotFound();
        Response.OnStarting(LetBrowserGoBack);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, string? quantity, string? key, CancellationToken cancel)
    {
        // Only its id is needed to buy: how its stock stands is read where the page is shown again.
        if (await catalogue.FindAsync(slug, cancel) is not { } sale) return NotFound();
        Quantity = quantity ?? "";
        if (key is { Length: KeyLength } && key.All(char.IsAsciiLetterOrDigit)) Key = key;
        if (!int.TryParse(quantity, NumberStyles.None, CultureInfo.InvariantCulture, out var units) || units < 1)
        {
            if (!await ReadAsync(slug, cancel)) return NotFound();
            QuantityFault = $"Write a whole number from 1 to {Shown.Stock.PerCustomerLimit:N0}.";
            return Answer(400);
        }

        var result = await desk.PlaceAsync(sale.Id, Caller.Id(User), units, Key, cancel);
        if (result.Order is { } view) return RedirectToPage("/Orders/Show", new { id = view.Order.Id });
        if (result.Outcome == PlaceOutcome.NotFound) return NotFound();
        return await RefuseAsync(result, slug, cancel);
    }

    private async Task<IActionResult> RefuseAsync(PlaceResult result, string slug, CancellationToken cancel)
    {
        // Read after the answer: shoppers see the figures that go with it.
        if (!await ReadAsync(slug, cancel)) return NotFound();
        var refusal = Refusal.Of(result, Shown);
        Notice = refusal.Notice;
        if (result.Outcome == PlaceOutcome.KeyMismatch) Key = NewKey();
        if (Refusal.RetryAfter(result) is { } seconds) Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Answer(refusal.Status);
    }

    private async Task<bool> ReadAsync(string slug, CancellationToken cancel)
    {
        if (await shelf.FindAsync(slug, cancel) is not { } found) return false;
        Shown = found;
        return true;
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
