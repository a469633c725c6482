using ScaleMart.Web.Orders.Inspection;

namespace ScaleMart.Web.Api.Json;

/// <summary>How a sale's total came about; units. <paramref name="AddsUp"/>: the changes come to the total. <paramref name="Stale"/>: it is the ledger's, since Redis is away.</summary>
internal sealed record StockAccountJson(string SaleId, int Total, int Sum, bool AddsUp, bool Stale, IReadOnlyList<StockChange> Changes)
{
    public static StockAccountJson Of(StockAccount account) => new(account.SaleId, account.Total, account.Sum, account.AddsUp, account.IsStale, account.Changes);
}
