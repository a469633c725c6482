using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Orders;

public sealed class RebuildTests(BackRooms rooms)
{
    [Fact]
    public async Task A_sale_whose_keys_are_gone_comes_back_from_the_ledger_with_its_orders_limits_and_terms()
    {
        var sale = await rooms.SaleAsync(quantity: 10, limit: 2);
        var kept = (await rooms.ReserveAsync(sale, "ann", 2, "k")).Order!;
        await rooms.Get<SaleDesk>().RestockAsync(sale, 5, "more came", null, "boss");
        await rooms.DrainAsync(sale);
        await LoseAsync(sale);

        var report = await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);

        Assert.Equal([kept.Id], report!.Restored);
        Assert.Equal((15, 13, 2, 0), await rooms.CountsAsync(sale));
        // The key is remembered, and so is the limit.
        Assert.Equal(kept.Id, (await rooms.ReserveAsync(sale, "ann", 2, "k")).Order!.Id);
        Assert.Equal(Web.Stock.Reservations.ReserveCode.LimitReached, (await rooms.ReserveAsync(sale, "ann", 1, "other")).Code);
    }

    [Fact]
    public async Task An_order_that_only_its_record_knows_is_queued_again_and_reaches_the_ledger()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale);
        await rooms.Redis.KeyDeleteAsync(new SaleKeys(sale).Queue);

        var report = await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);
        await rooms.DrainAsync(sale);

        Assert.Equal([order.Id], report!.Requeued);
        Assert.Equal(order.Version, (await rooms.Get<IOrderBook>().FindAsync([order.Id])).Single().Version);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_does_nothing()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.HeldAsync(sale, quantity: 2);
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Sale, "available", 9);

        var report = await rooms.Get<Rebuild>().RunAsync(sale, dryRun: true);

        Assert.Equal((9, 8), (report!.Before.Available, report.After.Available));
        Assert.Equal((10, 9, 2, 0), await rooms.CountsAsync(sale));

        Assert.False((await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false))!.Clean);
        Assert.True((await rooms.Get<Rebuild>().RunAsync(sale, dryRun: true))!.Clean);
        Assert.Equal((10, 8, 2, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task A_hold_and_an_open_payment_run_on_after_a_rebuild()
    {
        var sale = await rooms.SaleAsync();
        var held = await rooms.HeldAsync(sale, "ann");
        var paying = (await rooms.Get<OrderActs>().PayAsync(sale, (await rooms.HeldAsync(sale, "bob")).Id, TimeSpan.FromMinutes(1))).Order!;
        var keys = new SaleKeys(sale);
        await rooms.Redis.KeyDeleteAsync([keys.Holds, keys.Unsettled]);

        await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);

        Assert.Equal(held.HoldExpiresAt.ToUnixTimeMilliseconds(), await rooms.Redis.SortedSetScoreAsync(keys.Holds, held.Id));
        Assert.Equal([paying.Id], await rooms.Get<Lapse>().UnsettledAsync(sale, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task While_a_sale_is_latched_for_a_rebuild_nobody_changes_it()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var order = await rooms.HeldAsync(sale);
        var token = await rooms.Get<Web.Stock.Restore.SaleRestore>().BeginAsync(sale, TimeSpan.FromSeconds(2));
        Assert.NotNull(token);

        Assert.Equal(Web.Stock.Reservations.ReserveCode.Unavailable, (await rooms.ReserveAsync(sale, "bob")).Code);
        Assert.Equal(ActCode.Unavailable, (await rooms.Get<OrderActs>().CancelAsync(sale, order.Id, "")).Code);
        Assert.Null(await rooms.Get<Web.Stock.Queue.OrderQueue>().ClaimAsync(sale, "tests"));
        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));

        // Whoever held the token died: when it runs out, the next who needs the sale rebuilds it.
        await Wait.UntilAsync(() => rooms.ReserveAsync(sale, "bob", key: "k"), r => r.Order is not null, "the sale sells again");
    }

    [Fact]
    public async Task A_start_takes_over_from_a_process_that_died_while_it_rebuilt()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.HeldAsync(sale);
        Assert.NotNull(await rooms.Get<Web.Stock.Restore.SaleRestore>().BeginAsync(sale, TimeSpan.FromMinutes(3)));

        Assert.NotNull(await rooms.Get<Rebuild>().AtStartAsync(sale));

        Assert.Equal(Web.Stock.Reservations.ReserveCode.Taken, (await rooms.ReserveAsync(sale, "bob")).Code);
    }

    private async Task LoseAsync(string sale)
    {
        var keys = new SaleKeys(sale);
        await rooms.Redis.KeyDeleteAsync([keys.Sale, keys.Orders, keys.Users, keys.Buckets, keys.Mine, keys.Holds, keys.Unsettled, keys.Queue, keys.Restocks]);
    }
}
