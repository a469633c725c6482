using System.Globalization;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// Redis answers and takes no writes, or has forgotten its scripts, while a crowd shops: what it refuses is refused whole and told
/// once, no script is left half done, and what it takes again is sold.
/// </summary>
[Trait("stores", "own")]
public sealed class RedisRefusesTests(ITestOutputHelper output) : IAsyncLifetime
{
    private ShopStores _stores = null!;
    private ShopFixture _shop = null!;
    private Stocktaking _stocktaking = null!;
    private ConnectionMultiplexer _admin = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        _shop = ShopFixture.With(_stores.Settings.Concat(Load.Settings).ToDictionary());
        await _shop.InitializeAsync();
        _stocktaking = await Stocktaking.OpenAsync(_stores.Settings);
        _admin = await ConnectionMultiplexer.ConnectAsync($"{_stores.Redis.Address},allowAdmin=true");
    }

    [Fact]
    public async Task Full_again_and_again_no_script_is_left_half_done_and_with_memory_back_it_sells()
    {
        var random = new Random();
        await SurviveAsync(Length.Of(60, 1_000), async (lot, _) =>
        {
            // Around the limit: some scripts still fit, some do not, and some are refused at whichever of their writes is the first.
            await SetAsync("maxmemory", await UsedAsync() + random.Next(48 * 1024));
            await Task.Delay(random.Next(50));
            var main = await _admin.GetDatabase().HashGetAsync(new SaleKeys(lot.SaleId).Sale, ["total", "available", "held", "sold", "writing"]);
            Assert.Equal(0, (int)main[4]);
            Assert.Equal((int)main[0], (int)main[1] + (int)main[2] + (int)main[3]);
        }, mend: () => SetAsync("maxmemory", 0));
    }

    [Fact]
    public Task Made_a_replica_again_and_again_it_refuses_and_as_master_it_sells() => SurviveAsync(Length.Of(2, 20), async (_, refused) =>
    {
        await DoAsync("REPLICAOF", "127.0.0.1", "1");
        await refused();
        await DoAsync("REPLICAOF", "NO", "ONE");
        await Task.Delay(200);
    }, mend: () => DoAsync("REPLICAOF", "NO", "ONE"));

    [Fact]
    public Task Without_the_replicas_that_it_wants_it_refuses_and_without_that_wish_it_sells() => SurviveAsync(Length.Of(5, 100), async (_, refused) =>
    {
        await SetAsync("min-replicas-to-write", 1);
        await refused();
        await SetAsync("min-replicas-to-write", 0);
        await Task.Delay(50);
    }, mend: () => SetAsync("min-replicas-to-write", 0));

    [Fact]
    public async Task Scripts_that_it_has_forgotten_are_loaded_again_and_nobody_notices()
    {
        var history = await SurviveAsync(Length.Of(60, 1_000), async (_, _) =>
        {
            await DoAsync("SCRIPT", "FLUSH");
            await Task.Delay(30);
        }, mend: () => Task.CompletedTask, isNoticed: false);
        Assert.DoesNotContain(history, o => o.Outcome == Outcome.Unknown);
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _stocktaking.DisposeAsync();
        await _shop.DisposeAsync();
        await _stores.DisposeAsync();
    }

    private async Task<IReadOnlyList<Operation>> SurviveAsync(int times, Func<Lot, Func<Task>, Task> fault, Func<Task> mend, bool isNoticed = true)
    {
        var lot = await Lot.MakeAsync(_shop.Admin, 20_000, 2);
        using var load = new Load(lot, [_shop.Address], Environment.TickCount) { Pause = TimeSpan.FromMilliseconds(5) };
        int Refusals() => load.History.Count(o => o.Status == 503);
        await Trial.RunAsync(load, _stocktaking, async () =>
        {
            await Wait.UntilAsync(() => Task.FromResult(load.History.Count), n => n > 50, "the crowd shops");
            for (var n = 0; n < times; n++)
            {
                var before = Refusals();
                await fault(lot, () => Wait.UntilAsync(() => Task.FromResult(Refusals()), refusals => refusals > before, "somebody is refused"));
            }

            await mend();
            var mended = TimeProvider.System.GetTimestamp();
            await Wait.UntilAsync(() => load.Shopper("late").BuyAsync(lot.SaleId, "late"), o => o.Outcome == Outcome.Ok, "the shop sells again");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sells again after {TimeProvider.System.GetElapsedTime(mended).TotalSeconds:0.00} s"));
            return times;
        }, output);
        var refused = load.History.Where(o => o.Status == 503).Select(o => o.Returned - o.Invoked).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{refused.Count} refusals, the longest after {refused.DefaultIfEmpty().Max().TotalSeconds:0.00} s"));
        Assert.Equal(isNoticed, refused.Count > 0);
        Assert.DoesNotContain(load.History, o => o.Status is 0 or 500);
        // A store that refuses is no defect of any order.
        Assert.True(_shop.Errors.Count == 0, string.Join('\n', _shop.Errors));
        return load.History;
    }

    private Task<RedisResult> SetAsync(string setting, long value) => DoAsync("CONFIG", "SET", setting, value);

    private Task<RedisResult> DoAsync(string command, params object[] arguments) => _admin.GetServers()[0].ExecuteAsync(command, arguments);

    private async Task<long> UsedAsync() =>
        long.Parse((await _admin.GetServers()[0].InfoAsync("memory")).SelectMany(s => s).First(f => f.Key == "used_memory").Value, CultureInfo.InvariantCulture);
}
