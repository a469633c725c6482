using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Orders.Draining;
using Xunit;

namespace ScaleMart.Web.Tests.Stock.Inspection;

public sealed class QueueLookupTests(BackRooms rooms)
{
    [Fact]
    public async Task An_entry_is_followed_from_the_queue_to_the_ledger()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale);
        Assert.Equal(QueuePlace.Queued, (await FindAsync(order)).Place);
        Assert.Equal([order.Id], (await UnwrittenAsync(sale)).Select(o => o.Id));

        var claim = await rooms.Get<OrderQueue>().ClaimAsync(sale, "worker 7");
        var claimed = await FindAsync(order);
        Assert.Equal((QueuePlace.Claimed, "worker 7"), (claimed.Place, claimed.Worker));
        Assert.True(claimed.At > TimeProvider.System.GetUtcNow());
        Assert.Equal([order.Id], (await UnwrittenAsync(sale)).Select(o => o.Id));

        await rooms.Get<OrderQueue>().AcknowledgeAsync(claim!, Drain.Attempts, new Dictionary<string, string>());
        Assert.Equal(new QueueWord(QueuePlace.Nowhere), await FindAsync(order));
        Assert.Empty(await UnwrittenAsync(sale));
    }

    [Fact]
    public async Task One_that_failed_says_how_often_and_why_until_it_is_a_dead_letter()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale);
        var claim = await rooms.Get<OrderQueue>().ClaimAsync(sale, "w");
        await rooms.Get<OrderQueue>().AcknowledgeAsync(claim!, Drain.Attempts, new Dictionary<string, string> { [order.Id] = "too wide" });
        var retrying = await FindAsync(order);
        Assert.Equal((QueuePlace.Retrying, 1, "too wide"), (retrying.Place, retrying.Attempts, retrying.Reason));
        Assert.Equal([order.Id], (await UnwrittenAsync(sale)).Select(o => o.Id));

        await rooms.DrainAsync(sale, DrainParts.Of(rooms, new TroubledBook(rooms.Get<IOrderBook>(), (_, _) => throw new DocumentRefusedException("no room"))).Drain);
        var dead = await FindAsync(order);
        Assert.Equal((QueuePlace.Dead, Drain.Attempts), (dead.Place, dead.Attempts));
        Assert.Contains("no room", dead.Reason, StringComparison.Ordinal);
        Assert.Equal([order.Id], (await UnwrittenAsync(sale)).Select(o => o.Id));
    }

    private Task<QueueWord> FindAsync(OrderRecord order) => rooms.Get<QueueLookup>().FindAsync(order.SaleId, order.Id);

    private async Task<IReadOnlyList<OrderRecord>> UnwrittenAsync(string sale) => (await rooms.Get<RecentOrders>().UnwrittenAsync(sale)).Orders;
}
