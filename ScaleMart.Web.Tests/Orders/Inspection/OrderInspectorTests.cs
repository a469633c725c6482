using Microsoft.Extensions.Logging.Abstractions;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Inspection;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Orders.Searching;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Inspection;

/// <summary>What each store says of an order is told, and what will not come right by itself is named; what is on its way is not called wrong.</summary>
public sealed class OrderInspectorTests(BackRooms rooms)
{
    [Fact]
    public async Task An_order_on_its_way_to_the_ledger_is_no_difference_and_one_that_is_there_agrees()
    {
        var (sale, order) = await HeldAsync();
        var waiting = await LookAsync(order);
        Assert.Equal((QueuePlace.Queued, true, 0), (waiting.Queue!.Place, waiting.IsOnItsWay, waiting.Differences.Count));
        Assert.Equal((order.Version, null), (waiting.Redis.Order!.Version, waiting.Ledger.Order));

        await rooms.DrainAsync(sale);
        var there = await LookAsync(order);
        Assert.Equal((QueuePlace.Nowhere, false, 0), (there.Queue!.Place, there.IsOnItsWay, there.Differences.Count));
        Assert.Equal(order.Version, there.Ledger.Order!.Version);
        Assert.True(there.Ledger.RecordedAt >= order.AcceptedAt.AddMinutes(-1));
        Assert.Null(waiting.Ledger.RecordedAt);
        Assert.Empty(there.Charges);
    }

    [Fact]
    public async Task An_order_that_nothing_brings_to_the_ledger_is_named()
    {
        var (sale, order) = await HeldAsync();
        await rooms.Redis.KeyDeleteAsync(new SaleKeys(sale).Queue);
        Assert.Contains("the ledger has not, and nothing in the queue", Assert.Single((await LookAsync(order)).Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redis_that_went_back_in_time_is_named()
    {
        var (sale, order) = await HeldAsync();
        await rooms.DrainAsync(sale);
        await rooms.Get<IOrderBook>().WriteAsync([order with { Version = order.Version + 1, Status = OrderStatus.Cancelled }]);
        var facts = await LookAsync(order);
        Assert.Contains("Redis went back in time", Assert.Single(facts.Differences), StringComparison.Ordinal);
        Assert.Equal(OrderStatus.Cancelled, facts.Order.Status);
    }

    [Fact]
    public async Task A_record_that_nobody_can_read_is_named_beside_what_the_ledger_has()
    {
        var (sale, order) = await HeldAsync();
        await rooms.DrainAsync(sale);
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Orders, order.Id, "no record");
        var facts = await LookAsync(order);
        Assert.True(facts.Redis.Unreadable);
        Assert.Contains("nobody can read", Assert.Single(facts.Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateways_word_on_each_attempt_is_told_and_a_paid_order_that_it_never_charged_is_named()
    {
        var (sale, order) = await HeldAsync();
        var (acts, gateway) = (rooms.Get<OrderActs>(), rooms.Get<IPaymentGateway>());
        var first = (await acts.PayAsync(sale, order.Id, TimeSpan.FromMinutes(1))).Order!;
        await gateway.ChargeAsync(Settlement.ChargeKey(first), first.Total, first.Currency, "tok_declined");
        await acts.DeclineAsync(first);
        var second = (await acts.PayAsync(sale, order.Id, TimeSpan.FromMinutes(1))).Order!;
        await acts.ConfirmAsync(second);
        await rooms.DrainAsync(sale);

        var unpaid = await LookAsync(order);
        Assert.Equal([new ChargeWord(1, ChargeState.Declined), new ChargeWord(2, ChargeState.None)], unpaid.Charges);
        Assert.Contains("The order is paid, and the gateway calls its last charge unknown", Assert.Single(unpaid.Differences), StringComparison.Ordinal);

        await gateway.ChargeAsync(Settlement.ChargeKey(second), second.Total, second.Currency, "tok_ok");
        Assert.Empty((await LookAsync(order)).Differences);
    }

    [Fact]
    public async Task Money_that_was_taken_for_an_order_that_is_over_is_named()
    {
        var (sale, order) = await HeldAsync();
        var paying = (await rooms.Get<OrderActs>().PayAsync(sale, order.Id, TimeSpan.FromMinutes(1))).Order!;
        await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(paying), paying.Total, paying.Currency, "tok_ok");
        Assert.Empty((await LookAsync(order)).Differences);
        await rooms.Get<OrderActs>().ExpireAsync(paying);
        Assert.Contains("the gateway has charged attempt 1", Assert.Single((await LookAsync(order)).Differences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_store_that_is_away_would_say_is_left_open()
    {
        var (sale, order) = await HeldAsync();
        await using var away = SearchParts.NoRedis;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Inspector(away).FindAsync(order.Id));
        await rooms.DrainAsync(sale);
        var facts = (await Inspector(away).FindAsync(order.Id))!;
        Assert.Equal((true, null, 0), (facts.Redis.IsAway, facts.Queue, facts.Differences.Count));

        var unledgered = (await Inspector(book: new SearchParts.NoBook()).FindAsync(order.Id))!;
        Assert.Equal((true, false, 0), (unledgered.Ledger.IsAway, unledgered.Redis.IsAway, unledgered.Differences.Count));
    }

    [Theory]
    [InlineData("nosuchorder")]
    [InlineData("nosuchsale-nosuchorder")]
    public async Task An_order_that_no_store_has_is_none(string id) => Assert.Null(await Inspector().FindAsync(id));

    private async Task<(string Sale, OrderRecord Order)> HeldAsync()
    {
        var sale = await rooms.SaleAsync();
        return (sale, await rooms.HeldAsync(sale));
    }

    private async Task<OrderFacts> LookAsync(OrderRecord order) => (await Inspector().FindAsync(order.Id))!;

    private OrderInspector Inspector(RedisDoor? redis = null, IOrderBook? book = null)
    {
        var door = redis ?? rooms.Get<RedisDoor>();
        return new OrderInspector(new OrderReader(door), new RecentOrders(door), new QueueLookup(door), book ?? rooms.Get<IOrderBook>(), new SearchParts.Nobody(), rooms.Get<IPaymentGateway>(), TimeProvider.System, NullLogger<OrderInspector>.Instance);
    }
}
