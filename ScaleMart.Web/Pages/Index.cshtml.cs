using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Pages.Crowds;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages;

/// <summary>The front page. One sale is in front: the live one that ends first, else what is on but cannot be bought, else what opens next.</summary>
[OneDrawing]
public sealed class IndexModel(Shelf shelf) : PageModel
{
    private const int PastShown = 8;

    public ShelfSale? Featured { get; private set; }
    public IReadOnlyList<ShelfSale> On { get; private set; } = [];
    public IReadOnlyList<ShelfSale> Next { get; private set; } = [];
    public IReadOnlyList<ShelfSale> Past { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var sales = await shelf.ListAsync(cancel);
        var on = sales.Where(s => s.Stock.State is SaleState.Live or SaleState.Paused or SaleState.SoldOut)
            .OrderBy(s => s.Stock.State != SaleState.Live).ThenBy(s => s.Stock.ClosesAt).ToList();
        var next = sales.Where(s => s.Stock.State == SaleState.Scheduled).OrderBy(s => s.Stock.OpensAt).ToList();

        Featured = on.Concat(next).FirstOrDefault();
        On = [.. on.Where(s => s != Featured)];
        Next = [.. next.Where(s => s != Featured)];
        Past = [.. sales.Where(s => s.Stock.State == SaleState.Ended).OrderByDescending(s => s.Stock.ClosesAt).Take(PastShown)];
    }
}
