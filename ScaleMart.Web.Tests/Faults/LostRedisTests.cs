using System.Globalization;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>Row 6: Redis comes back empty, or older than it was, in the middle of a sale, under a shop that runs on. The sale refuses, is rebuilt from the ledger, and sells on.</summary>
[Trait("stores", "own")]
public sealed class LostRedisTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Rush = TimeSpan.FromSeconds(1);
    private ShopStores _stores = null!;
    private ShopProcess _shop = null!;
    private Stocktaking _stocktaking = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        _shop = new ShopProcess("/dev/null/nowhere", new Dictionary<string, string>(_stores.Settings.Concat(Load.Settings)));
        await _shop.StartAsync();
        _stocktaking = await Stocktaking.OpenAsync(_stores.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _stocktaking.DisposeAsync();
        await _shop.DisposeAsync();
        await _stores.DisposeAsync();
    }

    [Fact]
    public async Task A_Redis_that_was_wiped_or_went_back_in_time_under_a_crowd_sells_nothing_twice_and_forgets_nothing_that_the_ledger_has()
    {
        var lot = await Lot.MakeAsync(_shop.Admin, 500, 2);
        using var load = Crowd(lot);
        await Trial.RunAsync(load, _stocktaking, async () =>
        {
            var losses = Length.Of(2, 12);
            for (var loss = 0; loss < losses; loss++)
            {
                await Task.Delay(Rush);
                using var earlier = _stores.Redis.Remember();
                await Task.Delay(Rush);
                // What neither the ledger nor a surviving queue has is lost with Redis: here, nothing is.
                await load.PauseAsync();
                await Wait.UntilAsync(() => _stocktaking.ReadAsync(lot), s => s.IsQuiet, "the ledger has everything", TimeSpan.FromMinutes(1));
                await LoseAsync(loss, loss % 2 == 0 ? null : earlier, load);
            }

            await Task.Delay(Rush);
            return losses;
        }, output);
    }

    [Fact]
    public async Task What_neither_the_ledger_nor_a_queue_had_is_lost_with_Redis_and_counted_and_no_unit_is_sold_twice_for_it()
    {
        var lot = await Lot.MakeAsync(_shop.Admin, 500, 2);
        using var load = Crowd(lot);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(stop.Token);
        await Task.Delay(Rush);
        await _stores.Faulty.StopAsync();
        var recorded = load.History.Count(Accepted);
        await Wait.UntilAsync(() => Task.FromResult(load.History.Count(Accepted)), accepted => accepted >= recorded + 20, "orders are taken that the ledger does not have");
        await _stores.Redis.KillAsync();
        _stores.Redis.Forget();
        await _stores.Redis.StartAsync();
        _stores.Faulty.Start();
        await SellsAsync(load, "after");
        await Task.Delay(Rush);
        await stop.CancelAsync();
        await running;

        var state = await load.SettleAsync(_stocktaking, TimeSpan.FromMinutes(2));
        var told = load.History.Where(Accepted).Select(o => o.OrderId).ToHashSet();
        var lost = told.Except(state.Newest.Keys).Count();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{told.Count} orders acknowledged, {lost} of them lost with Redis before they reached the ledger"));
        Assert.NotEqual(0, lost);
        Assert.Empty(History.Counts.Faults(state).Concat(Records.Faults(state)));
    }

    private static bool Accepted(Operation operation) => operation is { Act: Act.Buy, Outcome: Outcome.Ok };

    private Load Crowd(Lot lot) => new(lot, [_shop.Anyone.Http.BaseAddress!], seed: Environment.TickCount);

    private async Task LoseAsync(int loss, TemporaryFolder? earlier, Load load)
    {
        var began = TimeProvider.System.GetTimestamp();
        await _stores.Redis.KillAsync();
        load.Resume(); // The crowd finds it gone.
        if (earlier is null) _stores.Redis.Forget();
        else _stores.Redis.Return(earlier);
        await _stores.Redis.StartAsync();
        var back = TimeProvider.System.GetTimestamp();
        await SellsAsync(load, $"after-{loss}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{(earlier is null ? "wiped" : "rewound")}: sells again {TimeProvider.System.GetElapsedTime(back).TotalSeconds:0.0} s after Redis was back, {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s after it was lost"));
    }

    private static Task<Operation> SellsAsync(Load load, string key) =>
        Wait.UntilAsync(() => load.Shopper("probe").BuyAsync(load.Lot.SaleId, key), o => o.Outcome != Outcome.Unknown, "the sale answers", TimeSpan.FromMinutes(2));
}
