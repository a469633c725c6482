using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Stock.Json;

/// <summary>The contract's <c>sale</c>: the terms are those that Redis decides by.</summary>
internal sealed record SaleJson(
    string Id, string Slug, Product Product, decimal UnitPrice, decimal ListPrice, string Currency, StockJson Stock,
    int PerCustomerLimit, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, SaleState State, DateTimeOffset ServerTime)
{
    public static SaleJson Of(ShelfSale shelf)
    {
        var (sale, stock) = shelf;
        return new SaleJson(
            sale.Id, sale.Slug, sale.Product, stock.UnitPrice, sale.ListPrice, sale.Currency, new StockJson(stock.Total, stock.Available, stock.Held, stock.Sold),
            stock.PerCustomerLimit, stock.OpensAt, stock.ClosesAt, stock.State, stock.At);
    }
}

/// <summary>A sale's stock, in units.</summary>
internal sealed record StockJson(int Total, int Available, int Held, int Sold);
