using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Orders;

/// <summary>What the ledger promises, whatever it is kept in.</summary>
public sealed class OrderBookTests
{
    private readonly string _sale = Ids.New(12);

    [Theory, EachStore]
    public async Task An_older_version_never_replaces_a_newer_one(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        await book.WriteAsync([Order("1", 7, OrderStatus.Confirmed)]);
        await book.WriteAsync([Order("1", 6, OrderStatus.Paying), Order("2", 3, OrderStatus.Held)]);
        await book.WriteAsync([Order("2", 4, OrderStatus.Cancelled)]);

        Assert.Equal([(7, OrderStatus.Confirmed), (4, OrderStatus.Cancelled)],
            (await book.FindAsync([Id("1"), Id("2"), Id("none")])).OrderBy(o => o.Id).Select(o => ((int)o.Version, o.Status)));
    }

    [Theory, EachStore]
    public async Task An_order_comes_back_as_it_was_written(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        var order = Order("1", 7, OrderStatus.Held);
        await book.WriteAsync([order]);
        var back = (await book.FindAsync([order.Id])).Single();
        Assert.Equal(order.Timeline, back.Timeline);
        Assert.Equal(order, back with { Timeline = order.Timeline });
    }

    [Theory, EachStore]
    public async Task A_sale_is_streamed_whole_in_order_of_acceptance(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        // More than two pages, several accepted in the same millisecond.
        var orders = Enumerable.Range(0, 2_500).Select(n => Order($"{n:0000}", 1, OrderStatus.Held) with { AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000 + (n / 3)) }).ToList();
        await book.WriteAsync([.. orders.AsEnumerable().Reverse()]);

        var streamed = new List<string>();
        await foreach (var order in book.OfSaleAsync(_sale)) streamed.Add(order.Id);

        Assert.Equal(orders.Select(o => o.Id), streamed);
    }

    [Theory, EachStore]
    public async Task A_users_orders_are_theirs_alone_newest_first(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        var user = Ids.New();
        var first = Order("1", 1, OrderStatus.Held) with { UserId = user };
        var second = Order("2", 1, OrderStatus.Held) with { UserId = user, AcceptedAt = first.AcceptedAt.AddSeconds(1) };
        await book.WriteAsync([first, second, Order("3", 1, OrderStatus.Held)]);

        Assert.Equal([second.Id, first.Id], (await book.OfUserAsync(user)).Select(o => o.Id));
    }

    private string Id(string id) => $"{_sale}-{id}";

    private OrderRecord Order(string id, long version, OrderStatus status) => RecordLineTests.Order(Id(id), user: _sale, version: version, status: status);
}
