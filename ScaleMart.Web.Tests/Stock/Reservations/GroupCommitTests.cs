using Microsoft.Extensions.Logging.Abstractions;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Reservations;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Stock.Reservations;

/// <summary>What a batch promises to each of those who share it.</summary>
public sealed class GroupCommitTests(BackRooms rooms)
{
    [Fact]
    public async Task The_same_user_twice_in_one_batch_is_counted_twice()
    {
        var sale = await rooms.SaleAsync(quantity: 10, limit: 3);
        var batch = new[] { Ask(sale, "ann", "a", 2), Ask(sale, "ann", "b", 2), Ask(sale, "ann", "c", 1) };

        await RunAsync(sale, batch);

        Assert.Equal([ReserveCode.Taken, ReserveCode.LimitReached, ReserveCode.Taken], await CodesAsync(batch));
        Assert.Equal((10, 7, 3, 0), await rooms.CountsAsync(sale));
        Assert.Equal(batch[0].OrderId, (await batch[2].Answer).Order!.PreviousOrderId);
    }

    [Fact]
    public async Task The_same_key_twice_in_one_batch_is_one_order()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var batch = new[] { Ask(sale, "ann", "a", 2), Ask(sale, "ann", "a", 2), Ask(sale, "ann", "a", 3) };

        await RunAsync(sale, batch);

        Assert.Equal([ReserveCode.Taken, ReserveCode.Replayed, ReserveCode.OtherQuantity], await CodesAsync(batch));
        Assert.Equal((10, 8, 2, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task The_last_unit_goes_to_the_first_of_the_batch_and_to_nobody_else()
    {
        var sale = await rooms.SaleAsync(quantity: 2, limit: 2);
        var batch = new[] { Ask(sale, "ann", "a", 2), Ask(sale, "bob", "b", 1), Ask(sale, "cyd", "c", 1) };

        await RunAsync(sale, batch);

        Assert.Equal([ReserveCode.Taken, ReserveCode.SoldOut, ReserveCode.SoldOut], await CodesAsync(batch));
        Assert.Equal((2, 0, 2, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task A_batch_whose_answer_was_lost_and_that_runs_again_takes_nothing_twice()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var lost = new[] { Ask(sale, "ann", "a", 2), new Reservation("bob", $"{sale}-without-a-key", 1, hasKey: false) };
        await RunAsync(sale, lost);
        var counts = await rooms.CountsAsync(sale);
        var again = new[] { Ask(sale, "ann", "a", 2), new Reservation("bob", $"{sale}-without-a-key", 1, hasKey: false) };

        await RunAsync(sale, again);

        // Bob sent no key: the id was drawn for his request alone, and what it took was taken for him.
        Assert.Equal([ReserveCode.Replayed, ReserveCode.Taken], await CodesAsync(again));
        Assert.Equal((await lost[0].Answer).Order!.AcceptedAt, (await again[0].Answer).Order!.AcceptedAt);
        Assert.Equal(counts, await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task One_poisoned_request_fails_alone()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        // A count that is no number makes the script fail wherever this user is in a batch.
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Users, "poisoned", "many");
        var batcher = Batcher(sale, waitingRoom: 100);
        var crowd = Enumerable.Range(0, 20).Select(n => Ask(sale, n == 7 ? "poisoned" : $"user-{n}", "k", 1)).ToArray();

        foreach (var one in crowd) Assert.True(batcher.TryEnter(one));
        var codes = await CodesAsync(crowd);

        Assert.Equal(ReserveCode.Unavailable, codes[7]);
        Assert.Equal(10, codes.Count(c => c == ReserveCode.Taken));
        Assert.Equal(9, codes.Count(c => c == ReserveCode.SoldOut));
        Assert.Equal((10, 0, 10, 0), await rooms.CountsAsync(sale));
        batcher.Close();
        await batcher.Loop;
    }

    [Fact]
    public async Task A_full_waiting_room_refuses_at_once_and_everybody_inside_is_answered()
    {
        var sale = await rooms.SaleAsync(quantity: 1_000, limit: 1);
        var batcher = Batcher(sale, waitingRoom: 3);
        // Faster than any script can answer: the room holds three, and those in flight.
        var crowd = Enumerable.Range(0, 2_000).Select(n => Ask(sale, $"user-{n}", "k", 1)).ToArray();

        var inside = crowd.Where(batcher.TryEnter).ToArray();

        Assert.InRange(inside.Length, 3, crowd.Length - 1);
        Assert.All(await CodesAsync(inside), code => Assert.Equal(inside.Length <= 1_000 ? ReserveCode.Taken : code, code));
        batcher.Close();
        await batcher.Loop;
        Assert.False(batcher.TryEnter(crowd[^1]));
    }

    [Fact]
    public async Task A_torn_sale_is_rebuilt_before_anybody_is_served_from_it()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.HeldAsync(sale, "ann", 2);
        // As a script leaves it that stopped after its first writes: marked, and its counts not yet written.
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Sale, [new("writing", 1), new("available", 10), new("held", 0)]);

        Assert.Equal(ReserveCode.Taken, (await rooms.ReserveAsync(sale, "bob")).Code);

        Assert.Equal((10, 7, 3, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task A_sale_that_went_back_in_time_refuses_until_it_is_rebuilt()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.HeldAsync(sale, "ann", 2);
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Sale, [new("seq", 1), new("available", 10), new("held", 0)]);

        Assert.Equal(ReserveCode.Unavailable, (await rooms.ReserveAsync(sale, "bob")).Code);

        await Wait.UntilAsync(() => rooms.ReserveAsync(sale, "bob", key: "k"), r => r.Code is ReserveCode.Taken or ReserveCode.Replayed, "the sale is rebuilt");
        Assert.Equal((10, 7, 3, 0), await rooms.CountsAsync(sale));
    }

    private static Reservation Ask(string sale, string user, string key, int quantity) => new(user, $"{sale}-{user}-{key}", quantity, hasKey: true);

    private static async Task<ReserveCode[]> CodesAsync(IEnumerable<Reservation> batch) => [.. (await Task.WhenAll(batch.Select(r => r.Answer))).Select(r => r.Code)];

    private async Task RunAsync(string sale, Reservation[] batch) => Assert.Equal(Gate.Open, await rooms.Get<ReserveScript>().RunAsync(sale, batch));

    private ReservationBatcher Batcher(string sale, int waitingRoom) => new(
        sale, rooms.Get<ReserveScript>(), rooms.Get<SaleScript>(), new StockOptions { WaitingRoom = waitingRoom }, rooms.Get<StockMeters>(), NullLogger.Instance);
}
