using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Stock.Acts;

public sealed class LapseTests(BackRooms rooms)
{
    [Fact]
    public async Task A_hold_whose_time_is_over_gives_stock_and_allowance_back_and_one_that_runs_does_not()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var over = await rooms.HeldAsync(sale, "ann", 2);
        await EndHoldAsync(over);
        await rooms.HeldAsync(sale, "bob", 3);

        Assert.Equal([over.Id], await rooms.Get<Lapse>().RunAsync(sale));

        Assert.Equal((10, 7, 3, 0), await rooms.CountsAsync(sale));
        Assert.Equal((0, 3), (await rooms.UnitsOfAsync(sale, "ann"), await rooms.UnitsOfAsync(sale, "bob")));
        Assert.Equal(OrderStatus.Expired, (await rooms.Get<OrderReader>().FindAsync(over.Id))!.Status);
        Assert.Empty(await rooms.Get<Lapse>().RunAsync(sale));
    }

    [Fact]
    public async Task Paying_stops_the_hold_and_a_decline_puts_its_end_back()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var acts = rooms.Get<OrderActs>();
        var held = await rooms.HeldAsync(sale);
        var paying = (await acts.PayAsync(sale, held.Id, TimeSpan.FromMinutes(1))).Order!;
        await EndHoldAsync(paying);

        Assert.Empty(await rooms.Get<Lapse>().RunAsync(sale));
        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));

        await acts.DeclineAsync(paying);
        Assert.Equal([held.Id], await rooms.Get<Lapse>().RunAsync(sale));
        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task A_hold_that_is_over_cannot_be_paid_though_nobody_has_lapsed_it_yet()
    {
        var sale = await rooms.SaleAsync();
        var held = await rooms.HeldAsync(sale);
        await EndHoldAsync(held);

        Assert.Equal(ActCode.HoldExpired, (await rooms.Get<OrderActs>().PayAsync(sale, held.Id, TimeSpan.FromMinutes(1))).Code);
    }

    [Fact]
    public async Task Orders_of_one_batch_lapse_together_each_judged_by_its_own_record()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var orders = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => rooms.HeldAsync(sale, $"user-{n}")));
        await rooms.Get<OrderActs>().CancelAsync(sale, orders[0].Id, "");
        foreach (var order in orders) await EndHoldAsync((await rooms.Get<OrderReader>().FindAsync(order.Id))!);

        Assert.Equal(orders.Skip(1).Select(o => o.Id).Order(), (await rooms.Get<Lapse>().RunAsync(sale)).Order());
        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
    }

    // Moves a hold's end into the past, in the record and in the set that finds it, instead of waiting for it.
    private async Task EndHoldAsync(OrderRecord order)
    {
        var (keys, past) = (new SaleKeys(order.SaleId), order.AcceptedAt.AddSeconds(-1));
        await rooms.Redis.HashSetAsync(keys.Orders, order.Id, RecordLine.Write(order with { HoldExpiresAt = past }));
        foreach (var member in await rooms.Redis.SortedSetRangeByScoreAsync(keys.Holds))
        {
            if (((string)member!).Contains(order.Id, StringComparison.Ordinal)) await rooms.Redis.SortedSetAddAsync(keys.Holds, member, past.ToUnixTimeMilliseconds());
        }
    }
}
