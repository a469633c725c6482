using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Searching;

/// <summary>A search shows what is so now, though the ledger is behind or a store is away. No drain runs here unless a test runs it.</summary>
public sealed class OrderSearchTests(BackRooms rooms)
{
    [Fact]
    public async Task An_order_that_the_ledger_has_not_yet_is_found_by_sale_by_user_and_by_id()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale, $"ann of {sale}");
        foreach (var filter in new[] { new OrderFilter { SaleId = sale }, new OrderFilter { UserIds = [order.UserId] }, new OrderFilter { IdBeginning = order.Id }, new OrderFilter { IdBeginning = order.Id[..^3] } })
        {
            var found = await rooms.Search().FindAsync(filter, null, 10);
            Assert.Equal([(order.Id, false)], found.Orders.Select(o => (o.Order.Id, o.Recorded)));
            Assert.Null(found.Older);
        }

        await rooms.DrainAsync(sale);
        Assert.Equal([(order.Id, true)], (await FindAsync(new OrderFilter { SaleId = sale })).Orders.Select(o => (o.Order.Id, o.Recorded)));
    }

    [Fact]
    public async Task A_whole_id_is_found_though_nothing_in_the_queue_brings_the_order_to_the_ledger()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale);
        await rooms.Redis.KeyDeleteAsync(new SaleKeys(sale).Queue);
        Assert.Equal([order.Id], (await FindAsync(new OrderFilter { IdBeginning = order.Id, SaleId = sale })).Orders.Select(o => o.Order.Id));
    }

    [Fact]
    public async Task An_order_is_found_under_the_state_that_it_is_in_and_not_under_the_one_that_the_ledger_remembers()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale);
        await rooms.DrainAsync(sale);
        await rooms.Get<OrderActs>().CancelAsync(sale, order.Id, "");

        Assert.Empty((await FindAsync(new OrderFilter { SaleId = sale, Status = OrderStatus.Held })).Orders);
        var found = Assert.Single((await FindAsync(new OrderFilter { SaleId = sale, Status = OrderStatus.Cancelled })).Orders);
        Assert.Equal((order.Id, OrderStatus.Cancelled, true), (found.Order.Id, found.Order.Status, found.Recorded));
    }

    [Fact]
    public async Task Pages_of_recorded_and_waiting_orders_show_each_once_newest_first()
    {
        var (sale, orders) = await SomeAsync();

        Assert.Equal(orders, await WalkAsync(rooms.Search(), sale));
    }

    [Fact]
    public async Task While_the_ledger_is_away_the_orders_that_redis_has_are_shown_and_marked()
    {
        var (sale, orders) = await SomeAsync();
        var search = rooms.Search(new SearchParts.NoBook());

        Assert.Equal(orders, await WalkAsync(search, sale));
        var found = await search.FindAsync(new OrderFilter { UserIds = [$"3 of {sale}"] }, null, 10);
        Assert.Equal((1, true, false), (found.Orders.Count, found.IsWithoutLedger, found.IsWithoutRedis));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => search.ExportAsync(new OrderFilter { SaleId = sale }));
    }

    [Fact]
    public async Task While_redis_is_away_the_orders_that_the_ledger_has_are_shown_and_marked()
    {
        var (sale, orders) = await SomeAsync();
        await using var away = SearchParts.NoRedis;

        var found = await rooms.Search(redis: away).FindAsync(new OrderFilter { SaleId = sale }, null, 10);

        Assert.Equal(orders.TakeLast(4), found.Orders.Select(o => o.Order.Id));
        Assert.Equal((true, false), (found.IsWithoutRedis, found.IsWithoutLedger));
        Assert.True((await rooms.Search(redis: away).ExportAsync(new OrderFilter { SaleId = sale })).IsWithoutRedis);
    }

    [Fact]
    public async Task With_both_stores_away_nobody_says_that_there_is_nothing()
    {
        await using var away = SearchParts.NoRedis;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => rooms.Search(new SearchParts.NoBook(), away).FindAsync(new OrderFilter(), null, 10));
    }

    [Fact]
    public async Task An_export_has_the_rows_of_the_list_each_once()
    {
        var (sale, orders) = await SomeAsync();
        var (isWithoutRedis, rows) = await rooms.Search().ExportAsync(new OrderFilter { SaleId = sale });
        var ids = new List<string>();
        await foreach (var order in rows) ids.Add(order.Id);
        Assert.Equal(orders, ids);
        Assert.False(isWithoutRedis);
    }

    private Task<FoundOrders> FindAsync(OrderFilter filter) => rooms.Search().FindAsync(filter, null, 10);

    /// <summary>Seven orders, newest first: the older four in the ledger, the newer three still queued, and one of the older four moved on since.</summary>
    private async Task<(string Sale, IReadOnlyList<string> Orders)> SomeAsync()
    {
        var sale = await rooms.SaleAsync();
        var orders = new List<OrderRecord>();
        for (var n = 0; n < 7; n++)
        {
            if (n == 4) await rooms.DrainAsync(sale);
            orders.Add(await rooms.HeldAsync(sale, $"{n} of {sale}"));
        }

        await rooms.Get<OrderActs>().CancelAsync(sale, orders[1].Id, "");
        return (sale, [.. orders.OrderBy(OrderPlace.Of, OrderPlace.NewestFirst).Select(o => o.Id)]);
    }

    private static async Task<IReadOnlyList<string>> WalkAsync(OrderSearch search, string sale)
    {
        var (ids, after) = (new List<string>(), (OrderPlace?)null);
        do
        {
            var page = await search.FindAsync(new OrderFilter { SaleId = sale }, after, 2);
            Assert.InRange(page.Orders.Count, 1, 2);
            ids.AddRange(page.Orders.Select(o => o.Order.Id));
            after = page.Older;
        }
        while (after is not null);
        return ids;
    }
}
