using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>Row 10: SIGTERM. It says that it is not ready, goes on answering for its grace, answers what is in flight, and ends by itself.</summary>
[Trait("stores", "own")]
public sealed class TerminationTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(30);
    private ShopStores _stores = null!;
    private Relay _wire = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        _wire = new Relay(_stores.Redis.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _wire.DisposeAsync();
        await _stores.DisposeAsync();
    }

    [Fact]
    public async Task What_is_in_flight_at_a_SIGTERM_is_answered_and_queued()
    {
        // However busy the machine is: what the wire holds back is late here, and never a Redis that does not answer.
        await using var shop = new ShopProcess("/dev/null/nowhere", new Dictionary<string, string>(Settings(_wire.Address)) { ["Storage:RedisTimeoutMilliseconds"] = "60000" });
        await shop.StartAsync();
        var lot = await Lot.MakeAsync(shop.Admin, 40, 1);
        await shop.Shopper("first").HoldAsync(lot.SaleId);
        await using var stocktaking = await Stocktaking.OpenAsync(_stores.Settings);

        _wire.Hold();
        var flying = Enumerable.Range(0, 30).Select(n => shop.Shopper($"ann-{n}").BuyAsync(lot.SaleId, key: "k")).ToArray();
        await Wait.UntilAsync(() => stocktaking.ReadAsync(lot), s => s.Live.Count > 1, "the first of them are in Redis");
        var told = TimeProvider.System.GetTimestamp();
        await shop.TerminateAsync();
        await shop.ReadyAsync(503);
        Assert.DoesNotContain(flying, f => f.IsCompleted);
        _wire.Release();

        var answers = await Task.WhenAll(flying);
        Assert.All(answers, a => Expect.Status(202, a));
        Assert.Equal(0, await shop.ExitAsync());
        var took = TimeProvider.System.GetElapsedTime(told);
        Assert.True(took < Allowed, $"It took {took}.");
        var state = await stocktaking.ReadAsync(lot);
        Assert.All(answers, a => Assert.Contains(a.Word("id"), state.Ledger.Select(o => o.Id).Concat(state.Waiting)));
        output.WriteLine($"{answers.Length} requests in flight answered, ended {took.TotalSeconds:0.0} s after SIGTERM.");
    }

    [Fact]
    public async Task Under_load_one_process_after_the_other_is_told_to_stop_and_nobody_is_told_anything_wrong()
    {
        await using var one = new ShopProcess("/dev/null/nowhere", Settings(_stores.Redis.Address));
        await using var other = new ShopProcess("/dev/null/nowhere", Settings(_stores.Redis.Address));
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        await using var stocktaking = await Stocktaking.OpenAsync(_stores.Settings);
        var lot = await Lot.MakeAsync(one.Admin, 400, 2);
        using var load = new Load(lot, [.. new[] { one, other }.Select(s => s.Anyone.Http.BaseAddress!)], seed: Environment.TickCount);

        await Trial.RunAsync(load, stocktaking, async () =>
        {
            var stops = Length.Of(2, 10);
            for (var stop = 0; stop < stops; stop++)
            {
                var told = stop % 2 == 0 ? one : other;
                var began = TimeProvider.System.GetTimestamp();
                await told.TerminateAsync();
                await told.ReadyAsync(503);
                Assert.Equal(0, await told.ExitAsync());
                var took = TimeProvider.System.GetElapsedTime(began);
                Assert.True(took < Allowed, $"It took {took}.");
                output.WriteLine($"ended {took.TotalSeconds:0.0} s after SIGTERM");
                await told.RestartAsync();
            }

            return stops;
        }, output);
    }

    private Dictionary<string, string> Settings(string redis) => new(_stores.Settings.Concat(Load.Settings))
    {
        ["ConnectionStrings:Redis"] = redis,
        ["Operations:ShutdownGraceSeconds"] = "2",
    };
}
