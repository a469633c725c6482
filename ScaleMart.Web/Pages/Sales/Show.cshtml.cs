using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Sales;

/// <summary>One sale, in whatever state it is.</summary>
public sealed class ShowModel(Shelf shelf) : PageModel
{
    public ShelfSale Shown { get; private set; } = null!;
    public StockLevel Stock => Shown.Stock;

    /// <summary>What the shopper should know before the figures, in the states that need words.</summary>
    public Notice? Notice => Stock switch
    {
        { State: SaleState.Ended } => null,
        { IsStale: true } => new("The stock is not certain just now", "The counter is not answering. These are the last figures we have; try to reserve, and you will hear how it really stands.", "wait"),
        { State: SaleState.Paused } => new("Paused for a moment", "Nothing is being sold right now. Whoever holds a piece can still pay for it.", "wait"),
        { State: SaleState.SoldOut, Held: > 0 } => new("Every piece is in someone's hands", $"{Stock.Held:N0} {(Stock.Held == 1 ? "is" : "are")} reserved but not paid for. What is not paid for within {Clock.Words(Stock.HoldSeconds)} comes back here. Stay, and look again.", "wait"),
        { State: SaleState.SoldOut } => new("All gone", $"All {Stock.Total:N0} are sold and paid for. Nothing will come back unless a buyer returns one.", ""),
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await shelf.FindAsync(slug, cancel) is not { } found) return NotFound();
        if (found.Sale.Slug != slug) return RedirectToPage(new { slug = found.Sale.Slug });
        Shown = found;
        return Page();
    }
}
