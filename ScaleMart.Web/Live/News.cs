using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Json;

namespace ScaleMart.Web.Live;

/// <summary>The contract's <c>stockChanged</c>. A higher version is newer; of the same version, the later one.</summary>
internal sealed record StockNews(string SaleId, int Available, int Held, int Sold, SaleState State, long Version, DateTimeOffset At)
{
    public static StockNews Of(ShelfSale shelf)
    {
        var (sale, stock) = shelf;
        return new StockNews(sale.Id, stock.Available, stock.Held, stock.Sold, stock.State, stock.Version, stock.At);
    }
}

/// <summary><c>saleChanged</c>: the sale's terms as they are now, with what of them the contract's <c>sale</c> does not say.</summary>
internal sealed record SaleNews(string SaleId, long Version, int HoldSeconds, SaleJson Sale)
{
    public static SaleNews Of(ShelfSale shelf) => new(shelf.Sale.Id, shelf.Stock.TermsVersion, shelf.Stock.HoldSeconds, SaleJson.Of(shelf));
}

/// <summary><c>watchersChanged</c>: how many watch a sale, over all processes.</summary>
internal sealed record WatcherNews(string SaleId, int Watchers);
