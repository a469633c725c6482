using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Draining;

/// <summary>No write begins when the lease is over, wherever in a batch that happens; what was not acknowledged comes back.</summary>
public sealed class DrainLeaseTests(BackRooms rooms)
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task Of_a_batch_that_is_written_one_by_one_the_rest_is_left_to_others()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        for (var n = 0; n < 3; n++) await rooms.HeldAsync(sale, $"shopper {n}");
        var clock = new HandClock();
        var book = new TroubledBook(rooms.Get<IOrderBook>(), (orders, _) =>
        {
            if (orders.Count > 1) throw new DocumentRefusedException("one of them cannot be written");
            clock.Move(Long);
            return Task.CompletedTask;
        });

        Assert.Equal(DrainStep.Idle, await DrainParts.Of(rooms, book, clock).Drain.RunAsync(sale, CancellationToken.None));

        Assert.Equal([3, 1], book.Asked);
        Assert.Single(await rooms.LedgerAsync(sale));
        Assert.Equal(1, await rooms.Redis.HashLengthAsync(new SaleKeys(sale).Claims));
        Assert.Equal(0, await rooms.Redis.SortedSetLengthAsync(new SaleKeys(sale).Retries));
    }

    [Fact]
    public async Task A_claim_whose_answer_came_too_late_is_not_written_at_all()
    {
        var sale = await rooms.SaleAsync();
        await rooms.HeldAsync(sale);
        var clock = new JumpingClock();
        var book = new TroubledBook(rooms.Get<IOrderBook>(), (_, _) => Task.CompletedTask);

        // The clock stands at the question, and has gone on when the answer is there.
        Assert.Equal(DrainStep.Idle, await DrainParts.Of(rooms, book, clock).Drain.RunAsync(sale, CancellationToken.None));

        Assert.Empty(book.Asked);
        Assert.Empty(await rooms.LedgerAsync(sale));
    }

    [Fact]
    public async Task A_write_that_the_ledger_does_not_answer_is_given_up_when_the_lease_is_over()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        await rooms.HeldAsync(sale);
        var book = new TroubledBook(rooms.Get<IOrderBook>(), (_, cancel) => Task.Delay(Timeout.Infinite, cancel));

        Assert.Equal(DrainStep.Idle, await DrainParts.Of(rooms, book, options: new StockOptions { LeaseSeconds = 1 }).Drain.RunAsync(sale, CancellationToken.None));

        Assert.Equal([1], book.Asked);
        Assert.Equal(1, await rooms.Redis.HashLengthAsync(new SaleKeys(sale).Claims));
    }

    [Fact]
    public async Task A_host_that_stops_is_no_lease_that_is_over()
    {
        var sale = await rooms.SaleAsync();
        await rooms.HeldAsync(sale);
        using var stop = new CancellationTokenSource();
        var book = new TroubledBook(rooms.Get<IOrderBook>(), async (_, cancel) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancel);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DrainParts.Of(rooms, book).Drain.RunAsync(sale, stop.Token));
    }

    /// <summary>Each look at it is an hour after the one before.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Interlocked.Increment(ref _looks) * 3_600;
    }
}
