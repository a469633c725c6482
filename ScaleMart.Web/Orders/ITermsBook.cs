using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders;

/// <summary>The ledger's terms: what each sale was to sell, how much was added or taken back, and how far its sequence has come.</summary>
public interface ITermsBook
{
    /// <summary>Writes them unless the ledger has that version or a newer one. No write begins when <paramref name="until"/> is over.</summary>
    Task WriteAsync(SaleTerms terms, Deadline until, CancellationToken cancel = default);

    Task WriteAsync(SaleTerms terms, CancellationToken cancel = default) => WriteAsync(terms, Deadline.Never, cancel);

    Task<SaleTerms?> FindAsync(string saleId, CancellationToken cancel = default);

    /// <summary>Remembers, before a rebuild writes anything, that the sale's sequence may go up to this; never lowers it.</summary>
    Task FenceAsync(string saleId, long sequence, CancellationToken cancel = default);

    /// <summary>The highest sequence that a rebuild gave the sale; 0 when none did.</summary>
    Task<long> FenceAsync(string saleId, CancellationToken cancel = default);
}
