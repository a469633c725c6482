using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Orders;

/// <summary>A record in Redis that nobody can read is not the end of what can be said of an order.</summary>
public sealed class UnreadableOrderTests(BackRooms rooms)
{
    [Fact]
    public async Task It_is_shown_as_the_ledger_has_it_and_where_that_has_none_nobody_calls_it_absent()
    {
        var sale = await rooms.SaleAsync();
        // Of this sale alone: other tests' shoppers, at work in the same rooms, have orders of theirs.
        var (ann, bob) = ($"ann of {sale}", $"bob of {sale}");
        var (recorded, lost) = (await rooms.HeldAsync(sale, ann), await rooms.HeldAsync(sale, bob));
        await rooms.Get<IOrderBook>().WriteAsync([recorded]);
        foreach (var order in new[] { recorded, lost }) await rooms.Redis.HashSetAsync(new SaleKeys(sale).Orders, order.Id, "no record");
        var desk = rooms.Get<OrderDesk>();

        Assert.Equal((recorded.Id, true), ((await desk.FindAsync(recorded.Id, ann))!.Order.Id, (await desk.FindAsync(recorded.Id))!.Recorded));
        Assert.Equal([recorded.Id], (await desk.ListAsync(ann)).Select(o => o.Order.Id));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => desk.FindAsync(lost.Id));
    }
}
