using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Draining;

/// <summary>Redis is lost and rebuilt while a drain has orders in hand that the ledger does not have yet, and the drain writes them after all.</summary>
public sealed class LatecomersTests(BackRooms rooms)
{
    private readonly HandClock _clock = new();

    [Fact]
    public async Task An_order_that_came_late_is_adopted_when_there_is_stock()
    {
        var sale = await rooms.SaleAsync(quantity: 10, limit: 1);
        var order = await rooms.HeldAsync(sale, "ann");
        var parts = Parts(sale, () => Task.CompletedTask);

        Assert.Equal(DrainStep.Idle, await parts.Drain.RunAsync(sale, CancellationToken.None));
        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
        await parts.Late.LookAsync();

        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));
        Assert.Equal(OrderStatus.Held, (await rooms.Get<OrderReader>().FindAsync(order.Id))!.Status);
        Assert.Equal(1, await rooms.UnitsOfAsync(sale, "ann"));
    }

    [Fact]
    public async Task And_is_cancelled_when_its_stock_was_sold_to_another()
    {
        var sale = await rooms.SaleAsync(quantity: 1, limit: 1);
        var order = await rooms.HeldAsync(sale, "ann");
        var bob = "";
        var parts = Parts(sale, async () =>
        {
            bob = (await rooms.HeldAsync(sale, "bob")).Id;
            await rooms.Get<OrderActs>().PayAsync(sale, bob, TimeSpan.FromMinutes(1));
        });

        await parts.Drain.RunAsync(sale, CancellationToken.None);
        await parts.Late.LookAsync();
        await rooms.DrainAsync(sale);

        Assert.Equal((1, 0, 1, 0), await rooms.CountsAsync(sale));
        Assert.Equal([(order.Id, OrderStatus.Cancelled), (bob, OrderStatus.Paying)], (await rooms.LedgerAsync(sale)).Select(o => (o.Id, o.Status)).OrderBy(o => o.Status == OrderStatus.Paying));
    }

    [Fact]
    public async Task Or_when_its_shopper_has_bought_up_to_the_limit_again()
    {
        var sale = await rooms.SaleAsync(quantity: 10, limit: 1);
        var (first, second) = (await rooms.HeldAsync(sale, "ann"), "");
        var parts = Parts(sale, async () => second = (await rooms.HeldAsync(sale, "ann")).Id);

        await parts.Drain.RunAsync(sale, CancellationToken.None);
        await parts.Late.LookAsync();
        await rooms.DrainAsync(sale);

        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));
        Assert.Equal(1, await rooms.UnitsOfAsync(sale, "ann"));
        Assert.Equal([(first.Id, OrderStatus.Cancelled), (second, OrderStatus.Held)], (await rooms.LedgerAsync(sale)).Select(o => (o.Id, o.Status)).OrderBy(o => o.Status == OrderStatus.Held));
    }

    [Fact]
    public async Task What_was_written_without_its_claim_is_looked_for_before_the_lease_is_over()
    {
        var sale = await rooms.SaleAsync();
        await rooms.HeldAsync(sale);
        var rescue = new Counted();
        var taken = DrainParts.Of(rooms, new TroubledBook(rooms.Get<IOrderBook>(), (_, _) => LoseAsync(sale)), _clock, rescue);

        await taken.Drain.RunAsync(sale, CancellationToken.None);
        await taken.Late.LookAsync();

        Assert.Equal(1, rescue.Calls);
    }

    [Fact]
    public async Task A_rebuild_reads_the_ledger_when_what_its_own_process_has_in_hand_is_written()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var order = await rooms.HeldAsync(sale, "ann");
        var goesOn = new TaskCompletionSource();
        var ledger = new TroubledBook(rooms.Get<IOrderBook>(), (_, _) => Task.CompletedTask) { Read = () => goesOn.TrySetResult() };
        var rebuild = ActivatorUtilities.CreateInstance<Rebuild>(rooms.Get<IServiceProvider>(), ledger, new WaitingClock(() => goesOn.TrySetResult()));
        var rebuilding = Task.FromResult<RebuildReport?>(null);
        var parts = DrainParts.Of(rooms, inHand: rooms.Get<ClaimsInHand>(), book: new TroubledBook(rooms.Get<IOrderBook>(), async (_, _) =>
        {
            await LoseAsync(sale);
            rebuilding = rebuild.RunAsync(sale, dryRun: false, CancellationToken.None);
            await goesOn.Task; // It waits, or has read.
        }));

        await parts.Drain.RunAsync(sale, CancellationToken.None);

        Assert.Equal([order.Id], (await rebuilding)!.Restored);
        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task What_redis_knows_and_what_was_never_written_is_no_reason_to_rebuild()
    {
        var sale = await rooms.SaleAsync();
        var rescue = new Counted();
        // Taken over by another in the ordinary way: Redis knows the order.
        await rooms.HeldAsync(sale);
        var slow = new TroubledBook(rooms.Get<IOrderBook>(), (_, _) =>
        {
            _clock.Move(TimeSpan.FromHours(1));
            return rooms.Redis.KeyDeleteAsync(new SaleKeys(sale).Claims);
        });
        var known = DrainParts.Of(rooms, slow, _clock, rescue);
        Assert.Equal(DrainStep.Idle, await known.Drain.RunAsync(sale, CancellationToken.None));
        await known.Late.LookAsync();
        Assert.Equal(0, rescue.Calls);

        // Refused, and Redis is lost: neither store has the order.
        await rooms.HeldAsync(sale, "bob");
        var away = new TroubledBook(rooms.Get<IOrderBook>(), async (_, _) =>
        {
            _clock.Move(TimeSpan.FromHours(1));
            await LoseAsync(sale);
            throw new Web.Storage.StoreUnavailableException("away");
        });
        var lost = DrainParts.Of(rooms, away, _clock, rescue);
        await lost.Drain.RunAsync(sale, CancellationToken.None);
        await lost.Late.LookAsync();
        Assert.Equal(0, rescue.Calls);
    }

    [Fact]
    public async Task A_sale_that_cannot_be_rebuilt_now_is_asked_for_again_at_the_next_look()
    {
        var sale = await rooms.SaleAsync();
        await rooms.HeldAsync(sale);
        var rescue = new Counted();
        var parts = Parts(sale, () => Task.CompletedTask, rescue);
        await parts.Drain.RunAsync(sale, CancellationToken.None);

        await parts.Late.LookAsync();
        await parts.Late.LookAsync();
        Assert.Equal(2, rescue.Calls);
        await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);
        await parts.Late.LookAsync();
        await parts.Late.LookAsync();
        Assert.Equal(2, rescue.Calls);
    }

    // Between the claim and its write Redis loses the sale, and a rebuild that does not know the order lets it sell again.
    private DrainParts Parts(string sale, Func<Task> meanwhile, IStockRescue? rescue = null) => DrainParts.Of(rooms, new TroubledBook(rooms.Get<IOrderBook>(), async (_, cancel) =>
    {
        await LoseAsync(sale);
        Assert.NotNull(await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false, cancel));
        await meanwhile();
        _clock.Move(TimeSpan.FromHours(1));
    }), _clock, rescue);

    private Task<long> LoseAsync(string sale)
    {
        var keys = new SaleKeys(sale);
        return rooms.Redis.KeyDeleteAsync([keys.Sale, keys.Orders, keys.Users, keys.Buckets, keys.Mine, keys.Holds, keys.Unsettled, keys.Queue, keys.Claims, keys.Retries, keys.Attempts, keys.Restocks]);
    }

    private sealed class WaitingClock(Action waits) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            waits();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    private sealed class Counted : IStockRescue
    {
        public int Calls { get; private set; }

        public Task<bool> RescueAsync(string saleId) => throw new NotSupportedException();

        public Task<bool> RenewAsync(string saleId)
        {
            Calls++;
            return Task.FromResult(false);
        }

        public Task<long> KnownSequenceAsync(string saleId) => throw new NotSupportedException();
    }
}
