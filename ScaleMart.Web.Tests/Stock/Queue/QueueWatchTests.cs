using Microsoft.Extensions.Logging.Abstractions;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Operations.Instances;
using Xunit;

namespace ScaleMart.Web.Tests.Stock.Queue;

/// <summary>Every sale's queue as the operator sees it: who has what in hand, for how long, and what each sale still has to write.</summary>
public sealed class QueueWatchTests(BackRooms rooms)
{
    private QueueWatch Watch => rooms.Get<QueueWatch>();

    [Fact]
    public async Task A_claim_is_seen_with_its_worker_its_age_and_what_is_left_of_its_lease()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        for (var n = 0; n < 3; n++) await rooms.HeldAsync(sale, $"shopper {n}");
        var before = await NowAsync();
        var claim = await DrainParts.Of(rooms).Queue.ClaimAsync(sale, "worker-a");
        var after = await NowAsync();

        var figures = await Watch.ReadAsync();

        var seen = Assert.Single(figures.Claims, c => c.SaleId == sale);
        Assert.Equal((claim!.Id, "worker-a", 3, 0, false), (seen.Id, seen.Worker, seen.Entries, seen.Attempts, seen.Overdue));
        Assert.InRange(seen.Since, before, after);
        Assert.Equal(TimeSpan.FromSeconds(5), seen.LeaseEnds - seen.Since);
        Assert.Equal(5_000, seen.AgeMs + seen.LeftMs);
        var queue = Assert.Single(figures.Sales, s => s.SaleId == sale);
        Assert.Equal(("Lamp", 0L, 3L, 0L, 0L), (queue.Name, queue.Depth, queue.InFlight, queue.Retries, queue.DeadLetters));
    }

    [Fact]
    public async Task One_that_a_stopped_worker_left_is_overdue_until_another_takes_it_over()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        var order = await rooms.HeldAsync(sale);
        var queue = DrainParts.Of(rooms).Queue;
        var claim = await queue.ClaimAsync(sale, "stopped");
        // As it is when its lease has been over for a minute.
        var (keys, now) = (new SaleKeys(sale), await NowAsync());
        await rooms.Redis.HashSetAsync(keys.Claims, claim!.Id, $"stopped\t{RecordLine.Milliseconds(now.AddMinutes(-1))}\t{order.Id}");

        var seen = Assert.Single((await Watch.ReadAsync()).Claims, c => c.SaleId == sale);
        Assert.True(seen.Overdue);
        Assert.InRange(seen.LeftMs, -120_000, -60_000);

        var taken = await queue.ClaimAsync(sale, "quick");
        seen = Assert.Single((await Watch.ReadAsync()).Claims, c => c.SaleId == sale);
        Assert.Equal((taken!.Id, "quick", false), (seen.Id, seen.Worker, seen.Overdue));
    }

    [Fact]
    public async Task A_batch_that_failed_before_says_how_often_and_so_does_its_sale()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        var (twice, once) = (await rooms.HeldAsync(sale, "ann"), await rooms.HeldAsync(sale, "bob"));
        var keys = new SaleKeys(sale);
        await rooms.Redis.HashSetAsync(keys.Attempts, [new(twice.Id, "2\tno"), new(once.Id, "1\tno")]);
        await rooms.Redis.KeyDeleteAsync(keys.Queue);
        await rooms.Redis.SortedSetAddAsync(keys.Retries, [new(twice.Id, 1), new(once.Id, 2)]);
        var queue = Assert.Single((await Watch.ReadAsync()).Sales, s => s.SaleId == sale);
        Assert.Equal((2L, 0L, 2L), (queue.Depth, queue.InFlight, queue.Retries));

        await DrainParts.Of(rooms).Queue.ClaimAsync(sale, "worker-a");

        var seen = Assert.Single((await Watch.ReadAsync()).Claims, c => c.SaleId == sale);
        Assert.Equal((2, 2), (seen.Entries, seen.Attempts));
    }

    [Fact]
    public async Task A_sale_with_nothing_in_its_queue_is_not_named()
    {
        var sale = await rooms.SaleAsync();
        Assert.Contains((await Watch.ReadAsync()).Sales, s => s.SaleId == sale); // Its terms wait.
        await rooms.DrainAsync(sale);
        Assert.DoesNotContain((await Watch.ReadAsync()).Sales, s => s.SaleId == sale);
    }

    [Fact]
    public async Task Every_process_that_has_a_batch_is_a_worker_and_this_one_always_is()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        await rooms.HeldAsync(sale);
        var (own, other) = (rooms.Get<DrainFigures>(), $"elsewhere-{Ids.New(6)}");
        var board = new QueueBoard(Watch, own, new InstanceBoard(rooms.Get<RedisDoor>(), NullLogger<InstanceBoard>.Instance));
        Assert.DoesNotContain((await board.ReadAsync()).Workers, w => w.Id == other);

        await DrainParts.Of(rooms).Queue.ClaimAsync(sale, other);

        var workers = (await board.ReadAsync()).Workers;
        Assert.Equal(own.Worker, workers[0].Id);
        Assert.Equal(1, Assert.Single(workers, w => w.Id == other).InFlight);
        Assert.Single(workers, w => w.Id == own.Worker);
    }

    [Fact]
    public async Task What_other_processes_drain_counts_too_and_their_workers_are_seen_with_nothing_in_hand()
    {
        var (own, worker) = (new DrainFigures(TimeProvider.System), $"elsewhere-{Ids.New(6)}");
        InstanceBoard Board() => new(rooms.Get<RedisDoor>(), NullLogger<InstanceBoard>.Instance);
        var (here, there) = (Board(), Board());
        await here.WriteAsync(Reports.Of("here") with { DrainedPerSecond = 1_000_000 });
        await there.WriteAsync(Reports.Of("there") with { DrainedPerSecond = 5_000, Workers = [new DrainWorkerFigures(worker, await NowAsync(), 0)] });
        try
        {
            var seen = await new QueueBoard(Watch, own, here).ReadAsync();
            // This process knows its own rate better than what it wrote a second ago; others may be at work beside this test.
            Assert.InRange(seen.DrainedPerSecond, 5_000, 999_999);
            Assert.Equal(0, Assert.Single(seen.Workers, w => w.Id == worker).InFlight);
        }
        finally
        {
            await Task.WhenAll(here.RemoveAsync(), there.RemoveAsync());
        }
    }

    private Task<DateTimeOffset> NowAsync() => rooms.Get<RedisDoor>().TimeAsync();
}
