using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders;

/// <summary>The ledger's orders: one document each, the truth after the sale. Writes go by version: an older one never replaces a newer one.</summary>
public interface IOrderBook
{
    /// <summary>
    /// Writes each order unless the ledger has that version or a newer one. When it throws, some may have been written; writing
    /// them again changes nothing. No write begins when <paramref name="until"/> is over.
    /// </summary>
    /// <exception cref="TimeoutException">The ledger did not say that they are safe.</exception>
    Task WriteAsync(IReadOnlyCollection<OrderRecord> orders, Deadline until, CancellationToken cancel = default);

    Task WriteAsync(IReadOnlyCollection<OrderRecord> orders, CancellationToken cancel = default) => WriteAsync(orders, Deadline.Never, cancel);

    /// <summary>The highest version among the sale's orders; 0 when it has none.</summary>
    Task<long> HighestVersionAsync(string saleId, CancellationToken cancel = default);

    Task<IReadOnlyList<OrderRecord>> FindAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancel = default);

    /// <summary>When the version that the ledger has came to it, by the writer's clock; null when it has none, or one of before that was kept.</summary>
    Task<DateTimeOffset?> RecordedAtAsync(string orderId, CancellationToken cancel = default);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<OrderRecord>> OfUserAsync(string userId, CancellationToken cancel = default);

    /// <summary>Every order of a sale, or of all sales, streamed in order of acceptance.</summary>
    IAsyncEnumerable<OrderRecord> OfSaleAsync(string? saleId, CancellationToken cancel = default);

    /// <summary>The same of one sale, in as much as its figures need.</summary>
    IAsyncEnumerable<OrderStanding> StandingsAsync(string saleId, CancellationToken cancel = default);

    /// <summary>The orders that fit, newest first, by <see cref="OrderPlace"/>: those after that place, or from the newest on; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<OrderRecord>> SearchAsync(OrderFilter filter, OrderPlace? after, int limit, CancellationToken cancel = default);
}
