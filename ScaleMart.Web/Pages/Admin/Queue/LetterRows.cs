using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock.Queue;

namespace ScaleMart.Web.Pages.Admin.Queue;

/// <summary>Dead letters as rows of a table, and what their sales are called.</summary>
public sealed record LetterRows(IReadOnlyList<DeadLetter> Letters, SaleNames Names, DateTimeOffset Now);

/// <summary>What each sale sells, by its id; a sale that nobody knows any more is called by that.</summary>
public sealed class SaleNames(IReadOnlyList<Sale> sales)
{
    private readonly Dictionary<string, string> _names = sales.ToDictionary(s => s.Id, s => s.Product.Name);

    public string Of(string saleId) => _names.GetValueOrDefault(saleId, saleId);

    /// <summary>An entry of a queue is an order, or its sale's terms.</summary>
    public static bool IsTerms(string saleId, string entry) => entry == OrderQueue.NameOf(saleId, OrderQueue.TermsEntry);
}
