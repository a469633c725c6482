using System.Globalization;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Restore;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Rebuilding;

public sealed class RebuildTests(BackRooms rooms)
{
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
        Assert.Equal([paying.Id], await rooms.Get<Unsettled>().TakeAsync(sale, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task While_a_sale_is_latched_for_a_rebuild_nobody_changes_it()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var order = await rooms.HeldAsync(sale);
        var token = await rooms.Get<SaleRestore>().BeginAsync(sale);
        Assert.NotNull(token);

        Assert.Equal(Web.Stock.Reservations.ReserveCode.Unavailable, (await rooms.ReserveAsync(sale, "bob")).Code);
        Assert.Equal(ActCode.Unavailable, (await rooms.Get<OrderActs>().CancelAsync(sale, order.Id, "")).Code);
        Assert.Null(await rooms.Get<Web.Stock.Queue.OrderQueue>().ClaimAsync(sale, "tests"));
        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));

        // Whoever held the token died: when it runs out, the next who needs the sale rebuilds it.
        await rooms.Redis.KeyExpireAsync(new SaleKeys(sale).Rebuild, TimeSpan.FromMilliseconds(500));
        await Wait.UntilAsync(() => rooms.ReserveAsync(sale, "bob", key: "k"), r => r.Order is not null, "the sale sells again");
    }

    [Fact]
    public async Task A_start_takes_over_from_a_process_that_died_while_it_rebuilt()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.HeldAsync(sale);
        Assert.NotNull(await rooms.Get<SaleRestore>().BeginAsync(sale));

        Assert.NotNull(await rooms.Get<Rebuild>().AtStartAsync(sale));

        Assert.Equal(Web.Stock.Reservations.ReserveCode.Taken, (await rooms.ReserveAsync(sale, "bob")).Code);
    }

    [Fact]
    public async Task A_rebuild_that_ends_before_it_wrote_leaves_a_fit_sale_open_and_an_unfit_one_shut()
    {
        var (fit, torn) = (await rooms.SaleAsync(), await rooms.SaleAsync());
        var restore = rooms.Get<SaleRestore>();
        await rooms.Redis.HashSetAsync(new SaleKeys(torn).Sale, "latch", "behind");
        foreach (var sale in new[] { fit, torn })
        {
            var token = await restore.BeginAsync(sale);
            Assert.Equal([sale], await rooms.Get<SaleFitness>().UnfitAsync([sale]));
            await restore.EndAsync(sale, token!, nothingWritten: true);
        }

        Assert.Equal([torn], await rooms.Get<SaleFitness>().UnfitAsync([fit, torn]));
        Assert.NotNull(await restore.BeginAsync(torn));
    }

    [Fact]
    public async Task A_sale_that_is_fit_by_the_time_that_its_rescue_comes_is_not_touched()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.HeldAsync(sale);
        var before = (await rooms.Redis.HashGetAllAsync(new SaleKeys(sale).Sale)).ToStringDictionary();

        Assert.True(await rooms.Get<IStockRescue>().RescueAsync(sale));
        Assert.Equal(before, (await rooms.Redis.HashGetAllAsync(new SaleKeys(sale).Sale)).ToStringDictionary());
        Assert.False(await rooms.Redis.KeyExistsAsync(new SaleKeys(sale).Rebuild));

        // A ledger that has more than Redis is a reason of its own.
        Assert.True(await rooms.Get<IStockRescue>().RenewAsync(sale));
        Assert.True((long)await rooms.Redis.HashGetAsync(new SaleKeys(sale).Sale, "seq") > long.Parse(before["seq"], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_sale_that_is_gone_torn_latched_or_behind_is_seen_though_nobody_buys_from_it()
    {
        var (fit, gone, torn, latched, behind) = (await rooms.SaleAsync(), await rooms.SaleAsync(), await rooms.SaleAsync(), await rooms.SaleAsync(), await rooms.SaleAsync());
        await rooms.HeldAsync(behind);
        await rooms.Redis.KeyDeleteAsync(new SaleKeys(gone).Sale);
        await rooms.Redis.HashSetAsync(new SaleKeys(torn).Sale, "writing", 1);
        await rooms.Redis.HashSetAsync(new SaleKeys(latched).Sale, "latch", "somebody");
        await rooms.Redis.HashSetAsync(new SaleKeys(behind).Sale, "seq", 1);

        Assert.Equal([gone, torn, latched, behind], await rooms.Get<SaleFitness>().UnfitAsync([fit, gone, torn, latched, behind]));
    }

    [Fact]
    public async Task A_busy_sale_is_not_taken_for_one_that_went_back_in_time()
    {
        var sale = await rooms.SaleAsync(quantity: 600, limit: 1);
        var buying = Task.WhenAll(Enumerable.Range(0, 6).Select(async lane =>
        {
            for (var n = 0; n < 100; n++) await rooms.HeldAsync(sale, $"ann-{lane}-{n}");
        }));
        while (!buying.IsCompleted) Assert.Empty(await rooms.Get<SaleFitness>().UnfitAsync([sale]));
        await buying;
    }

    [Fact]
    public async Task A_hold_without_an_order_and_an_order_without_a_hold_are_mended_and_named()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale, "ann");
        var keys = new SaleKeys(sale);
        await rooms.Redis.KeyDeleteAsync(keys.Holds);
        await rooms.Redis.SortedSetAddAsync(keys.Holds, $"{sale}-nobody", 1);
        await rooms.Redis.HashSetAsync(keys.Users, "ann", 4);

        var report = await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);

        Assert.Equal([order.Id], report!.HoldsAdded);
        Assert.Equal([$"{sale}-nobody"], report.HoldsDropped);
        Assert.Equal(["ann"], report.UsersCorrected);
        Assert.Equal(order.Id, (await rooms.Redis.SortedSetRangeByRankAsync(keys.Holds)).Single());
        Assert.Equal(1, (int)await rooms.Redis.HashGetAsync(keys.Users, "ann"));
        Assert.True((await rooms.Get<Rebuild>().RunAsync(sale, dryRun: true))!.Clean);
    }
}
