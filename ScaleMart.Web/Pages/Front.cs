using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages;

/// <summary>What the front page shows. One sale is in front: the live one that ends first, else what is on but cannot be bought, else what opens next.</summary>
public sealed record Front(ShelfSale? Featured, IReadOnlyList<ShelfSale> On, IReadOnlyList<ShelfSale> Next, IReadOnlyList<ShelfSale> Past)
{
    private const int PastShown = 8;

    public static Front Of(IReadOnlyList<ShelfSale> sales)
    {
        var on = sales.Where(s => s.Stock.State is SaleState.Live or SaleState.Paused or SaleState.SoldOut)
            .OrderBy(s => s.Stock.State != SaleState.Live).ThenBy(s => s.Stock.ClosesAt).ToList();
        var next = sales.Where(s => s.Stock.State == SaleState.Scheduled).OrderBy(s => s.Stock.OpensAt).ToList();
        var featured = on.Concat(next).FirstOrDefault();
        return new Front(
            featured,
            [.. on.Where(s => s != featured)],
            [.. next.Where(s => s != featured)],
            [.. sales.Where(s => s.Stock.State == SaleState.Ended).OrderByDescending(s => s.Stock.ClosesAt).Take(PastShown)]);
    }
}
