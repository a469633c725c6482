using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Payment;
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

    [Fact]
    public async Task A_paid_order_that_turns_up_when_its_stock_is_sold_is_refunded_and_then_the_sale_adds_up()
    {
        var sale = await rooms.SaleAsync(quantity: 2, limit: 2);
        var kept = await rooms.HeldAsync(sale, "ann", 2);
        await rooms.Get<OrderActs>().PayAsync(sale, kept.Id, TimeSpan.FromMinutes(1));
        await rooms.Get<OrderActs>().ConfirmAsync((await rooms.Get<OrderReader>().FindAsync(kept.Id))!);
        await rooms.DrainAsync(sale);
        var late = (await rooms.Get<OrderReader>().FindAsync(kept.Id))! with { Id = $"{sale}-late", UserId = "bob", AcceptedAt = kept.AcceptedAt.AddSeconds(1) };
        await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(late), late.Total, late.Currency, "tok_ok");
        await rooms.Get<IOrderBook>().WriteAsync([late]);

        var report = await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);

        Assert.Equal([late.Id], report!.Refunding);
        Assert.Equal([late.Id], await rooms.Get<Unsettled>().TakeAsync(sale, TimeSpan.FromMinutes(1)));
        Assert.Equal(OrderStatus.Refunded, (await rooms.Get<Settlement>().SettleAsync((await rooms.Get<OrderReader>().FindAsync(late.Id))!))!.Status);
        Assert.Equal(ChargeState.Refunded, await rooms.Get<IPaymentGateway>().AskAsync(Settlement.ChargeKey(late)));
        Assert.Equal((2, 0, 0, 2), await rooms.CountsAsync(sale));
    }

    private async Task LoseAsync(string sale)
    {
        var keys = new SaleKeys(sale);
        await rooms.Redis.KeyDeleteAsync([keys.Sale, keys.Orders, keys.Users, keys.Buckets, keys.Mine, keys.Holds, keys.Unsettled, keys.Queue, keys.Restocks]);
    }
}
