using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Orders;

/// <summary>What the ledger promises, whatever it is kept in.</summary>
[Trait("stores", "own")]
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
    public async Task When_a_version_was_recorded_is_kept_and_writing_it_again_does_not_change_it(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        Assert.Null(await book.RecordedAtAsync(Id("1")));
        var before = TimeProvider.System.GetUtcNow().AddMilliseconds(-1);
        await book.WriteAsync([Order("1", 7, OrderStatus.Held)]);
        var first = await book.RecordedAtAsync(Id("1"));
        Assert.InRange(first!.Value, before, TimeProvider.System.GetUtcNow());

        await book.WriteAsync([Order("1", 7, OrderStatus.Held), Order("2", 6, OrderStatus.Held)]);
        Assert.Equal(first, await book.RecordedAtAsync(Id("1")));
        await book.WriteAsync([Order("1", 8, OrderStatus.Confirmed)]);
        Assert.InRange((await book.RecordedAtAsync(Id("1")))!.Value, first.Value, TimeProvider.System.GetUtcNow());
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
        Assert.Equal(orders.Select(OrderStanding.Of), await StandingsAsync(book));
    }

    [Theory, EachStore]
    public async Task An_orders_standing_is_what_figures_need_of_it(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        OrderRecord[] orders = [.. Enum.GetValues<OrderStatus>().Select((s, n) => Order($"{n}", 1L << 40, s) with { Quantity = n + 1, UserId = $"user {n}" })];
        await book.WriteAsync([.. orders, RecordLineTests.Order("another-1")]);

        Assert.Equal(orders.Select(OrderStanding.Of), await StandingsAsync(book));
    }

    [Theory, EachStore]
    public async Task A_users_orders_are_theirs_alone_newest_first(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        var user = Ids.New();
        var first = Order("1", 1, OrderStatus.Held) with { UserId = user };
        var second = Order("2", 1, OrderStatus.Held) with { UserId = user, AcceptedAt = first.AcceptedAt.AddSeconds(1) };
        // As the shop makes ids, in this sale and in another; those above are ids of somebody else's making.
        OrderRecord[] own = [.. new[] { (_sale, 2), (_sale, 3), (Ids.New(12), 4) }.Select(o => first with { Id = OrderIds.Of(o.Item1, user, null), SaleId = o.Item1, AcceptedAt = first.AcceptedAt.AddSeconds(o.Item2) })];
        var others = Order("3", 1, OrderStatus.Held) with { Id = OrderIds.Of(_sale, _sale, null) };
        await book.WriteAsync([first, second, others, .. own]);

        Assert.Equal([.. own.Reverse().Select(o => o.Id), second.Id, first.Id], (await book.OfUserAsync(user)).Select(o => o.Id));
        Assert.Empty(await book.OfUserAsync(Ids.New()));
    }

    [Theory, EachStore]
    public async Task Of_an_orders_versions_written_at_once_the_newest_stays_whoever_comes_first(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        // Ten orders that nobody has written yet, each in twenty versions by twenty writers, half of them from the newest down.
        var writers = Enumerable.Range(1, 20).Select(v => Task.Run(() =>
            book.WriteAsync([.. Enumerable.Range(0, 10).Select(n => Order($"{n}", n % 2 == 0 ? v : 21 - v, OrderStatus.Held))])));
        await Task.WhenAll(writers);

        Assert.Equal(Enumerable.Repeat(20L, 10), (await book.FindAsync([.. Enumerable.Range(0, 10).Select(n => Id($"{n}"))])).Select(o => o.Version));
    }

    [Theory, EachStore]
    public async Task Of_an_orders_versions_in_one_batch_the_newest_stays(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        await book.WriteAsync([Order("1", 7, OrderStatus.Confirmed), Order("1", 6, OrderStatus.Held), Order("2", 6, OrderStatus.Held), Order("2", 7, OrderStatus.Confirmed)]);
        await book.WriteAsync([]);
        Assert.Equal([7L, 7L], (await book.FindAsync([Id("1"), Id("2")])).Select(o => o.Version));
    }

    [Theory, EachStore]
    public async Task The_highest_version_is_the_sales_own(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        Assert.Equal(0, await book.HighestVersionAsync(_sale));
        await book.WriteAsync([Order("1", 1L << 40, OrderStatus.Held), Order("2", 3, OrderStatus.Held), RecordLineTests.Order("another-1", version: 1L << 50)]);
        Assert.Equal(1L << 40, await book.HighestVersionAsync(_sale));
    }

    [Theory, EachStore]
    public async Task More_orders_than_one_question_holds_are_all_found_and_all_sales_are_streamed_together(string store)
    {
        await using var books = new BookStore(store);
        var book = books.Book<IOrderBook>();
        var orders = Enumerable.Range(0, 2_100).Select(n => Order($"{n:0000}", 1, OrderStatus.Held)).ToList();
        var other = RecordLineTests.Order("another-1") with { AcceptedAt = orders[0].AcceptedAt.AddMilliseconds(-1) };
        await book.WriteAsync([.. orders, other]);

        Assert.Equal(orders.Select(o => o.Id), (await book.FindAsync([.. orders.Select(o => o.Id)])).Select(o => o.Id).Order());
        var streamed = new List<string>();
        await foreach (var order in book.OfSaleAsync(null)) streamed.Add(order.Id);
        Assert.Equal([other.Id, .. orders.Select(o => o.Id)], streamed);
        Assert.Equal(2_100, (await book.OfUserAsync(_sale)).Count);
    }

    private async Task<List<OrderStanding>> StandingsAsync(IOrderBook book)
    {
        var standings = new List<OrderStanding>();
        await foreach (var standing in book.StandingsAsync(_sale)) standings.Add(standing);
        return standings;
    }

    private string Id(string id) => $"{_sale}-{id}";

    private OrderRecord Order(string id, long version, OrderStatus status) => RecordLineTests.Order(Id(id), user: _sale, version: version, status: status);
}
