using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Sales;

/// <summary>One sale, in whatever state it is, and what the visitor has of it.</summary>
public sealed class ShowModel(SaleCatalogue catalogue, Shelf shelf, OrderDesk desk) : PageModel
{
    public ShelfSale Shown { get; private set; } = null!;

    public Share Share { get; private set; } = Share.None;

    /// <summary>What the shopper should know before figures that may not be true any more.</summary>
    public Notice? Doubt => Shown.Stock is { IsStale: true, State: not SaleState.Ended }
        ? new("The stock is not certain just now", "The counter is not answering. These are the last figures we have; try to reserve, and you will hear how it really stands.", "wait")
        : null;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (!await ReadAsync(slug, cancel)) return NotFound();
        return Shown.Sale.Slug == slug ? Page() : RedirectToPage(new { slug = Shown.Sale.Slug });
    }

    /// <summary>The button alone, as it is for this visitor now: what the page asks for when it hears of an order of theirs.</summary>
    public async Task<IActionResult> OnGetShareAsync(string slug, CancellationToken cancel) =>
        await ReadAsync(slug, cancel) ? Partial("_Buy", this) : NotFound();

    private async Task<bool> ReadAsync(string slug, CancellationToken cancel)
    {
        if (await catalogue.FindAsync(slug, cancel) is not { } sale) return false;
        // Asked together: Redis answers both in one round.
        var own = Caller.IsSignedIn(User) ? desk.InSaleAsync(Caller.Id(User), sale.Id) : null;
        if (await shelf.FindAsync(sale.Id, cancel) is not { } found) return false;
        Shown = found;
        if (own is not null) Share = Share.Of(await own);
        return true;
    }
}
