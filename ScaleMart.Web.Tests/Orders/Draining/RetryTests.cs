using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Draining;

/// <summary>What the ledger refused is offered again later and later, is seen waiting, and holds nobody else up.</summary>
public sealed class RetryTests(BackRooms rooms)
{
    private const int Wait = 3_600_000;
    private static readonly StockOptions Hourly = new() { LeaseSeconds = 5, RetryMilliseconds = Wait };

    [Fact]
    public async Task It_waits_each_time_twice_as_long_and_is_a_dead_letter_after_the_last()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        var order = await rooms.HeldAsync(sale);
        var queue = DrainParts.Of(rooms, options: Hourly).Queue;
        for (var attempt = 1; attempt < Drain.Attempts; attempt++)
        {
            var before = await NowAsync();
            Assert.Equal(0, await FailAsync(queue, sale, order.Id, $"refusal {attempt}"));
            var next = (long)(await rooms.Redis.SortedSetScoreAsync(new SaleKeys(sale).Retries, order.Id))!.Value - (Wait * (1L << (attempt - 1)));
            Assert.InRange(next, before, await NowAsync());
            Assert.Null(await queue.ClaimAsync(sale, "too early"));

            var shown = Assert.Single((await rooms.Get<QueueWatch>().ReadAsync()).Retrying, r => r.SaleId == sale);
            Assert.Equal((order.Id, attempt, $"refusal {attempt}"), (shown.Id, shown.Attempts, shown.Reason));
            Assert.InRange(shown.NextTry.ToUnixTimeMilliseconds(), next + (Wait * (1L << (attempt - 1))), next + (Wait * (1L << (attempt - 1))));
            await DueAsync(sale, order.Id);
        }

        Assert.Equal(1, await FailAsync(queue, sale, order.Id, "the last refusal"));
        var letter = Assert.Single(await rooms.Get<DeadLetters>().ListAsync(), l => l.SaleId == sale);
        Assert.Equal((order.Id, Drain.Attempts, "the last refusal"), (letter.Id, letter.Attempts, letter.Reason));
        Assert.Empty(await queue.WaitingAsync([sale]));
        Assert.False(await rooms.Redis.KeyExistsAsync(new SaleKeys(sale).Attempts));
    }

    [Fact]
    public async Task While_it_waits_it_is_queued_for_everyone_who_asks()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        var before = (await rooms.Get<QueueWatch>().ReadAsync()).Depth;
        var order = await rooms.HeldAsync(sale);
        var queue = DrainParts.Of(rooms, options: Hourly).Queue;
        await FailAsync(queue, sale, order.Id, "for a test");

        Assert.Equal([sale], await queue.WaitingAsync([sale]));
        var figures = await rooms.Get<QueueWatch>().ReadAsync();
        Assert.True(figures.Depth >= 1 && figures.OldestAgeMs >= 1, $"{before} before, {figures}");
        var audit = await rooms.Get<StockAudit>().ReadAsync(sale);
        Assert.Equal((1, 0, 0), (audit!.Queued, audit.InFlight, audit.DeadLetters));
        Assert.Equal([order.Id], audit.Pending.Select(o => o.Id));
        // A rebuild does not queue it twice.
        Assert.Empty((await rooms.Get<Rebuild>().RunAsync(sale, dryRun: true))!.Requeued);
    }

    [Fact]
    public async Task When_it_is_due_it_goes_by_itself_and_before_the_queue()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        var failed = await rooms.HeldAsync(sale, "ann");
        var queue = DrainParts.Of(rooms, options: Hourly).Queue;
        await FailAsync(queue, sale, failed.Id, "for a test");
        var other = await rooms.HeldAsync(sale, "bob");
        await DueAsync(sale, failed.Id);

        var first = await queue.ClaimAsync(sale, "one");
        var second = await queue.ClaimAsync(sale, "another");

        Assert.Equal([failed.Id], first!.Orders.Select(o => o.Id));
        Assert.Equal([other.Id], second!.Orders.Select(o => o.Id));
        // There is more behind the first, so the drain goes on at once.
        Assert.Equal((true, false), (first.More, second.More));
        Assert.Equal(0, await rooms.Redis.SortedSetLengthAsync(new SaleKeys(sale).Retries));
        // A worker that dies with it loses nothing.
        var taken = await Fixtures.Wait.UntilAsync(() => queue.ClaimAsync(sale, "a third"), c => c is not null, "a lease is over");
        Assert.Contains(Assert.Single(taken!.Orders).Id, new[] { failed.Id, other.Id });
    }

    [Fact]
    public async Task What_was_written_at_last_is_forgiven_its_failures()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        var order = await rooms.HeldAsync(sale);
        var refusals = 2;
        var book = new TroubledBook(rooms.Get<IOrderBook>(), (_, _) => refusals-- > 0 ? throw new DocumentRefusedException("not now") : Task.CompletedTask);

        await rooms.DrainAsync(sale, DrainParts.Of(rooms, book).Drain);

        Assert.Equal([order.Id], (await rooms.LedgerAsync(sale)).Select(o => o.Id));
        Assert.False(await rooms.Redis.KeyExistsAsync(new SaleKeys(sale).Attempts));
        Assert.DoesNotContain((await rooms.Get<QueueWatch>().ReadAsync()).Retrying, r => r.SaleId == sale);
    }

    [Fact]
    public async Task An_older_version_that_is_written_late_does_not_take_a_newer_ones_retry_away()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        var order = await rooms.HeldAsync(sale);
        var queue = DrainParts.Of(rooms, options: Hourly).Queue;
        var older = await queue.ClaimAsync(sale, "slow");
        await rooms.Get<OrderActs>().CancelAsync(sale, order.Id, "");
        await FailAsync(queue, sale, order.Id, "the newer");

        Assert.Equal(0, await queue.AcknowledgeAsync(older!, Drain.Attempts, new Dictionary<string, string>()));

        Assert.Equal("1\tthe newer", (string?)await rooms.Redis.HashGetAsync(new SaleKeys(sale).Attempts, order.Id));
        await DueAsync(sale, order.Id);
        await rooms.DrainAsync(sale);
        Assert.Equal(OrderStatus.Cancelled, (await rooms.LedgerAsync(sale)).Single().Status);
    }

    private static async Task<int?> FailAsync(OrderQueue queue, string sale, string entry, string reason)
    {
        var claim = await queue.ClaimAsync(sale, "a test");
        return await queue.AcknowledgeAsync(claim!, Drain.Attempts, new Dictionary<string, string> { [entry] = reason });
    }

    private Task DueAsync(string sale, string entry) => rooms.Redis.SortedSetAddAsync(new SaleKeys(sale).Retries, entry, 1);

    private async Task<long> NowAsync() => (await rooms.Get<RedisDoor>().TimeAsync()).ToUnixTimeMilliseconds();
}
