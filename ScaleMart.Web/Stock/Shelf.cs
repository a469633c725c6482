using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Stock;

/// <summary>A sale with its stock beside it: what shoppers and admins see.</summary>
public sealed record ShelfSale(Sale Sale, StockLevel Stock);

/// <summary>Reads sales with their live stock, all in one pipelined round to Redis; the last known stock, marked stale, when Redis does not answer.</summary>
public sealed class Shelf
{
    /// <summary>Every sale; live first, then by opening time.</summary>
    public Task<IReadOnlyList<ShelfSale>> ListAsync(CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>One sale by id or slug, or null.</summary>
    public Task<ShelfSale?> FindAsync(string idOrSlug, CancellationToken cancel = default) => throw new NotSupportedException();
}
