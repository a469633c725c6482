using System.Runtime.CompilerServices;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Tests.Orders.Draining;

/// <summary>A real book before whose writes something happens: a test says what, for the orders that are to be written.</summary>
internal sealed class TroubledBook(IOrderBook book, Func<IReadOnlyCollection<OrderRecord>, CancellationToken, Task> before) : IOrderBook
{
    /// <summary>The sizes of the writes that were asked for, in their order.</summary>
    public List<int> Asked { get; } = [];

    public IAsyncEnumerable<OrderStanding> StandingsAsync(string saleId, CancellationToken cancel = default) => book.StandingsAsync(saleId, cancel);

    /// <summary>Called when a sale's orders have been read to their end.</summary>
    public Action Read { get; init; } = () => { };

    public async Task WriteAsync(IReadOnlyCollection<OrderRecord> orders, Deadline until, CancellationToken cancel = default)
    {
        Asked.Add(orders.Count);
        await before(orders, cancel);
        await book.WriteAsync(orders, cancel);
    }

    public Task<long> HighestVersionAsync(string saleId, CancellationToken cancel = default) => book.HighestVersionAsync(saleId, cancel);

    public Task<IReadOnlyList<OrderRecord>> FindAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancel = default) => book.FindAsync(orderIds, cancel);

    public Task<DateTimeOffset?> RecordedAtAsync(string orderId, CancellationToken cancel = default) => book.RecordedAtAsync(orderId, cancel);

    public Task<IReadOnlyList<OrderRecord>> OfUserAsync(string userId, CancellationToken cancel = default) => book.OfUserAsync(userId, cancel);

    public Task<IReadOnlyList<OrderRecord>> SearchAsync(OrderFilter filter, OrderPlace? after, int limit, CancellationToken cancel = default) =>
        book.SearchAsync(filter, after, limit, cancel);

    public async IAsyncEnumerable<OrderRecord> OfSaleAsync(string? saleId, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var order in book.OfSaleAsync(saleId, cancel)) yield return order;
        Read();
    }
}
