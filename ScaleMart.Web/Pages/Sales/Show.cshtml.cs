using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Crowds;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Sales;

/// <summary>One sale, in whatever state it is, and what the visitor has of it.</summary>
[OneDrawing]
public sealed class ShowModel(SaleCatalogue catalogue, Shelf shelf, OrderDesk desk, Rounds<Look<ShelfSale?>> rounds) : PageModel
{
    public Look<ShelfSale?> Look { get; private set; } = null!;
    public SaleView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (!await ReadAsync(slug, cancel)) return NotFound();
        return View.Shown.Sale.Slug == slug ? Page() : RedirectToPage(new { slug = View.Shown.Sale.Slug });
    }

    /// <summary>The button alone, as it is for this visitor now: what the page asks for when it hears of an order of theirs.</summary>
    public async Task<IActionResult> OnGetShareAsync(string slug, CancellationToken cancel) =>
        await ReadAsync(slug, cancel) ? Partial("_Buy", View) : NotFound();

    private async Task<bool> ReadAsync(string slug, CancellationToken cancel)
    {
        if (await catalogue.FindAsync(slug, cancel) is not { } sale) return false;
        // Asked together: Redis answers both in one round.
        var own = Caller.IsSignedIn(User) ? desk.InSaleAsync(Caller.Id(User), sale.Id) : null;
        // Apart from those who have not signed in: before the opening the button's line tells them so.
        Look = await rounds.JoinAsync(own is null ? sale.Id : $"{sale.Id}, signed in", async () => new Look<ShelfSale?>(await shelf.FindAsync(sale.Id)));
        if (Look.Seen is not { } found) return false;
        View = new SaleView(found, own is null ? Share.None : Share.Of(await own));
        return true;
    }
}
