using System.Globalization;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Standin;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// A shop behind Sentinels loses its Redis master while a crowd shops: nothing that anybody was told of is lost, whatever the old
/// master had taken alone, and selling goes on by itself at the new one.
/// </summary>
[Trait("stores", "own")]
public sealed class FailoverTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly MongoStandin _documents = new();
    private RedisTrio _redis = null!;
    private ShopFixture _shop = null!;
    private IReadOnlyDictionary<string, string> _stores = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisTrio.StartedAsync();
        var documents = new MongoDB.Driver.MongoUrlBuilder(_documents.ConnectionString()) { DatabaseName = $"scalemart-{Ids.New(8)}" };
        _stores = new Dictionary<string, string> { ["ConnectionStrings:Redis"] = _redis.Address, ["ConnectionStrings:MongoDB"] = documents.ToString() };
        _shop = ShopFixture.With(_stores.Concat(Load.Settings).ToDictionary());
        await _shop.InitializeAsync();
    }

    [Fact]
    public Task A_master_that_is_killed_loses_no_order_and_selling_goes_on_at_another() => SurviveAsync(async master =>
    {
        await master.KillAsync();
        return master.StartAsync;
    });

    [Fact]
    public Task A_master_that_is_cut_off_and_still_takes_writes_loses_no_order_that_anybody_was_told_of() => SurviveAsync(master =>
    {
        _redis.CutOff(master);
        return Task.FromResult(() =>
        {
            _redis.Rejoin(master);
            return Task.CompletedTask;
        });
    });

    [Fact]
    public Task A_master_that_stands_still_and_wakes_after_another_was_chosen_takes_nothing_back() => SurviveAsync(async master =>
    {
        await master.SignalAsync("STOP");
        return () => master.SignalAsync("CONT");
    });

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _documents.DisposeAsync();
        await _redis.DisposeAsync();
    }

    // What breaks the master answers how it is mended.
    private async Task SurviveAsync(Func<RedisServer, Task<Func<Task>>> breaks)
    {
        var lot = await Lot.MakeAsync(_shop.Admin, 20_000, 2);
        using var load = new Load(lot, [_shop.Address], Environment.TickCount);
        using var stop = new CancellationTokenSource();
        var running = load.RunAsync(stop.Token);
        var rounds = Length.Of(1, 4);
        try
        {
            for (var round = 0; round < rounds; round++) await FailOverAsync(load, lot, $"round-{round}", breaks);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }

        // At the master that is left, past wires and Sentinels.
        await using var stocktaking = await Stocktaking.OpenAsync(new Dictionary<string, string>(_stores) { ["ConnectionStrings:Redis"] = (await _redis.MasterAsync()).Address });
        var state = await Trial.JudgeAsync(load, stocktaking, rounds, output);
        var lost = load.History.Where(o => o is { Act: Act.Buy, Outcome: Outcome.Ok }).Select(o => o.OrderId).Distinct().Count(id => !state.Newest.ContainsKey(id));
        output.WriteLine($"orders acknowledged and lost: {lost}");
        Assert.Equal(0, lost);
        Assert.DoesNotContain(load.History, o => o.Status == 500);
    }

    private async Task FailOverAsync(Load load, Lot lot, string round, Func<RedisServer, Task<Func<Task>>> breaks)
    {
        var sold = load.History.Count(o => o.Outcome == Outcome.Ok);
        await Wait.UntilAsync(() => Task.FromResult(load.History.Count(o => o.Outcome == Outcome.Ok)), n => n > sold + 50, "the crowd shops");
        var master = await _redis.MasterAsync();
        var broken = TimeProvider.System.GetTimestamp();
        // With the ledger stalled too, what the old master took alone is nowhere else.
        _documents.Stall("insert");
        _documents.Stall("update");
        var mend = await breaks(master);
        await _redis.FailedOverAsync(from: master);
        _documents.Release();
        var chosen = TimeProvider.System.GetElapsedTime(broken);
        await Wait.UntilAsync(() => load.Shopper(round).BuyAsync(lot.SaleId, round), o => o.Outcome == Outcome.Ok, "the shop sells again", TimeSpan.FromMinutes(1));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round}: another master after {chosen.TotalSeconds:0.0} s, sold again after {TimeProvider.System.GetElapsedTime(broken).TotalSeconds:0.0} s"));
        await mend();
        await _redis.WellAsync();
    }
}
