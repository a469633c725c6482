using System.Collections.Concurrent;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>A lapse, two cancels and two payments race for one order, thousands of times, on a redis-server: exactly one of them has it.</summary>
[Trait("stores", "own")]
public sealed class OrderRaceTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int AtOnce = 100;
    private readonly BackRooms _rooms = BackRooms.OnServers();
    private static readonly Random Chance = Random.Shared; // Several threads draw from it.
    private readonly ConcurrentDictionary<string, int> _won = new();

    public async ValueTask InitializeAsync()
    {
        await _rooms.InitializeAsync();
        // Nothing is killed here, and a race is no race when every step waits for a disk.
        await _rooms.Redis.ExecuteAsync("CONFIG", "SET", "appendfsync", "no");
    }

    public ValueTask DisposeAsync() => _rooms.DisposeAsync();

    [Fact]
    public async Task A_lapse_a_cancel_and_a_payment_of_one_order_end_in_exactly_one_of_their_outcomes()
    {
        var races = Length.Of(2_000, 20_000);
        var sale = await _rooms.SaleAsync(quantity: races);
        var lapsed = new ConcurrentBag<string>();
        for (var race = 0; race < races; race += AtOnce)
        {
            var orders = await Task.WhenAll(Enumerable.Range(race, AtOnce).Select(n => _rooms.HeldAsync(sale, $"user-{n}")));
            // All at once, about the moment at which the holds end.
            var racing = orders.Select(RaceAsync).ToList();
            while (racing.Any(r => !r.IsCompleted))
            {
                await LapseAsync(sale, lapsed);
                await Task.Delay(1);
            }

            await Task.WhenAll(racing);
        }

        // What was declined is held again, and past its end.
        await Wait.UntilAsync(async () => { await LapseAsync(sale, lapsed); return await _rooms.CountsAsync(sale); }, c => c.Held == 0, "all that is left lapses");

        await using var stocktaking = await Stocktaking.OpenAsync(_rooms.Settings);
        await _rooms.DrainAsync(sale);
        var state = await stocktaking.ReadAsync(new Lot(sale, races, 5));
        Assert.Empty(Counts.Faults(state).Concat(Records.Faults(state)));
        Assert.Equal(lapsed.Count, lapsed.Distinct().Count());
        foreach (var id in lapsed) Win(id);
        Assert.Equal(races, _won.Count);
        Assert.All(_won, won => Assert.True(won.Value == 1, $"{won.Value} acts had order {won.Key}, which is {state.Newest[won.Key].Status}."));
        var ends = state.Newest.Values.GroupBy(o => o.Status).ToDictionary(g => g.Key, g => g.Count());
        output.WriteLine($"{races} races: {string.Join(", ", ends.Select(e => $"{e.Value} {e.Key}"))}");
        Assert.Equal([OrderStatus.Confirmed, OrderStatus.Cancelled, OrderStatus.Expired], ends.Keys.Order());
        Assert.All(ends.Values, n => Assert.True(n > races / 50, "One outcome hardly ever won: nothing raced."));
    }

    private async Task RaceAsync(OrderRecord held)
    {
        var (now, keys) = (TimeProvider.System.GetUtcNow(), new SaleKeys(held.SaleId));
        var ending = held with { HoldExpiresAt = now.AddMilliseconds(Chance.Next(0, 40)) };
        await _rooms.Redis.HashSetAsync(keys.Orders, held.Id, RecordLine.Write(ending));
        await _rooms.Redis.SortedSetAddAsync(keys.Holds, held.Id, ending.HoldExpiresAt.ToUnixTimeMilliseconds());
        var acts = _rooms.Get<OrderActs>();
        await Task.WhenAll(Enumerable.Range(0, 2).SelectMany(_ => new[] { AfterAsync(40, () => CancelAsync(acts, held)), AfterAsync(20, () => PayAsync(acts, held)) }));
    }

    private static async Task AfterAsync(int most, Func<Task> act)
    {
        await Task.Delay(Chance.Next(0, most));
        await act();
    }

    private async Task CancelAsync(OrderActs acts, OrderRecord held)
    {
        if ((await acts.CancelAsync(held.SaleId, held.Id, "")).Code == ActCode.Done) Win(held.Id);
    }

    // Every fourth payment is declined, which gives the order back to the race.
    private async Task PayAsync(OrderActs acts, OrderRecord held)
    {
        if (await acts.PayAsync(held.SaleId, held.Id, TimeSpan.FromMinutes(1)) is not { Code: ActCode.Done, Order: { } paying }) return;
        if (Chance.Next(4) == 0) Assert.Equal(ActCode.Done, (await acts.DeclineAsync(paying)).Code);
        else if ((await acts.ConfirmAsync(paying)).Code == ActCode.Done) Win(held.Id);
    }

    private async Task LapseAsync(string sale, ConcurrentBag<string> lapsed)
    {
        foreach (var id in await _rooms.Get<Lapse>().RunAsync(sale)) lapsed.Add(id);
    }

    private void Win(string order) => _won.AddOrUpdate(order, 1, (_, times) => times + 1);
}
