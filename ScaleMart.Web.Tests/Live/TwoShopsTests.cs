using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

/// <summary>What two processes tell as one.</summary>
[Trait("stores", "own")]
public sealed class TwoShopsTests : IAsyncLifetime
{
    private TwoShops _shops = null!;

    public async ValueTask InitializeAsync() => _shops = await TwoShops.StartedAsync();

    public ValueTask DisposeAsync() => _shops.DisposeAsync();

    [Fact]
    public async Task What_moves_is_told_once_for_all_processes_and_the_crowd_is_one()
    {
        var sale = await _shops.SaleAsync();
        await using var here = await Listener.AtAsync(_shops.One.Address);
        await using var there = await Listener.AtAsync(_shops.Other.Address);
        await here.WatchAsync(sale);
        await there.WatchAsync(sale);
        await here.HearsAsync("watchersChanged", n => n.GetProperty("watchers").GetInt32() == 2, "two watch");
        await there.HearsAsync("watchersChanged", n => n.GetProperty("watchers").GetInt32() == 2, "two watch");

        for (var held = 1; held <= 3; held++)
        {
            await _shops.One.Shopper().HoldAsync(sale);
            await here.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == held, $"{held} are held");
            await there.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == held, $"{held} are held");
        }

        Assert.Equal(Told(here), Told(there));
        // Nobody said it a second time: each version and state was told once, unless a new broadcaster began or it was repeated after seconds.
        Assert.Equal(Told(here).Distinct(), Told(here));
    }

    [Fact]
    public async Task When_the_process_that_speaks_ends_another_takes_over_and_versions_never_go_back()
    {
        var sale = await _shops.SaleAsync();
        var first = await Listener.AtAsync(_shops.One.Address);
        await first.WatchAsync(sale);
        await first.HearsAsync("stockChanged", _ => true, "the first process speaks");
        await using var there = await Listener.AtAsync(_shops.Other.Address);
        await there.WatchAsync(sale);
        await _shops.One.Shopper().HoldAsync(sale);
        await there.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == 1, "one is held");

        await first.DisposeAsync();
        await _shops.One.Shopper().HoldAsync(sale);
        await there.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == 2, "two are held");
        await there.HearsAsync("watchersChanged", n => n.GetProperty("watchers").GetInt32() == 1, "one watches");
        var versions = there.Heard("stockChanged").Select(n => n.GetProperty("version").GetInt64()).ToList();
        Assert.Equal(versions.Order(), versions);
    }

    [Fact]
    public async Task An_owner_hears_of_an_order_that_another_process_took()
    {
        var sale = await _shops.SaleAsync();
        var ann = _shops.One.Shopper();
        await using var there = await Listener.AtAsync(_shops.Other.Address, ShopSettings.Mint.Mint(ann.Id));
        // Whether another process has signed-in visitors is known within a second.
        var audience = _shops.One.Services.GetRequiredService<Web.Live.Audience>();
        await Wait.UntilAsync(() => Task.FromResult(audience.HasUsers), has => has, "the first process knows of the other's visitor");
        var order = await ann.HoldAsync(sale);
        await there.HearsAsync("orderChanged", n => n.GetProperty("id").GetString() == order && n.GetProperty("status").GetString() == "held", "it is held");
    }

    [Fact]
    public async Task The_dashboard_adds_up_both_processes_whichever_records()
    {
        var sale = await _shops.SaleAsync();
        await using var desk = await Listener.AtAsync(_shops.Other.Address, ShopSettings.Mint.Mint("boss", "admin"));
        await desk.CallAsync("WatchDashboard");
        await desk.HearsAsync("dashboardTick", t => t.GetProperty("instances").GetArrayLength() == 2, "both processes are on it");
        await _shops.One.Shopper().HoldAsync(sale);
        await _shops.Other.Shopper().HoldAsync(sale);
        var both = await Wait.UntilAsync(() => Task.FromResult(Accepting(desk)), ids => ids.Count == 2, "each process has accepted one");
        // Percentiles are of the last ten seconds, so one tick has both processes' orders in them.
        await desk.HearsAsync("dashboardTick", t => t.GetProperty("instances").EnumerateArray().All(i => i.GetProperty("p99Ms").ValueKind == JsonValueKind.Number), "both have a percentile");
        Assert.Equal(2, (await _shops.Other.Admin.GetAsync("/api/admin/dashboard")).Body.GetProperty("instances").EnumerateArray().Count(i => both.Contains(i.GetProperty("id").GetString()!)));

        // One of the two records. It ends, and the other goes on with the same history.
        var first = await HistoryAsync();
        await _shops.One.DisposeAsync();
        var after = await Wait.UntilAsync(HistoryAsync, h => h[^1] > first[^1] + 1, "seconds are recorded again");
        Assert.Equal(first[0], after[0]);
        var left = await Wait.UntilAsync(() => _shops.Other.Admin.GetAsync("/api/admin/dashboard"), a => a.Body.GetProperty("instances").GetArrayLength() == 1, "one process is left");
        Assert.Equal("2", $"{left.Body.GetProperty("sales").EnumerateArray().Single(s => s.GetProperty("saleId").GetString() == sale).GetProperty("held")}");

        // Only seconds that somebody recorded.
        async Task<List<long>> HistoryAsync()
        {
            var history = (await _shops.Other.Admin.GetAsync("/api/admin/dashboard/history")).Body;
            return [.. history.GetProperty("at").EnumerateArray().Zip(history.GetProperty("depth").EnumerateArray()).Where(s => s.Second.ValueKind != JsonValueKind.Null).Select(s => s.First.GetInt64())];
        }
    }

    [Fact]
    public async Task A_redis_that_was_away_silences_the_hub_for_a_while_and_ends_nothing()
    {
        var sale = await _shops.SaleAsync();
        await using var there = await Listener.AtAsync(_shops.Other.Address);
        await there.WatchAsync(sale);
        await there.HearsAsync("stockChanged", _ => true, "the shop speaks");
        await using var desk = await Listener.AtAsync(_shops.Other.Address, ShopSettings.Mint.Mint("boss", "admin"));
        await desk.CallAsync("WatchDashboard");
        await desk.HearsAsync("dashboardTick", t => t.GetProperty("instances").GetArrayLength() == 2, "both processes are on it");
        await _shops.Redis.KillAsync();
        var dark = await desk.HearsAsync("dashboardTick", t => Reason(t) == "Redis does not answer.", "it says that Redis is away");
        Assert.Equal(JsonValueKind.Null, dark.GetProperty("light").GetProperty("balanced").ValueKind);
        Assert.False(dark.GetProperty("stores").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "redis").GetProperty("well").GetBoolean());
        var known = dark.GetProperty("sales").EnumerateArray().Single(s => s.GetProperty("saleId").GetString() == sale);
        Assert.Equal(10, known.GetProperty("available").GetInt32());
        await _shops.Redis.StartAsync();
        await desk.HearsAsync("dashboardTick", t => t.GetProperty("at").GetDateTimeOffset() > dark.GetProperty("at").GetDateTimeOffset() && Reason(t) != "Redis does not answer.", "it recovers by itself");
        await Wait.UntilAsync(() => _shops.One.Shopper().BuyAsync(sale), placed => placed.Status == 202, "the shop sells again");
        await there.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() > 0, "one is held");
        Assert.False(there.Closed.IsCompleted);
    }

    [Fact]
    public async Task New_terms_are_told_by_a_process_whose_own_catalogue_does_not_know_them()
    {
        var sale = await _shops.SaleAsync();
        await using var there = await Listener.AtAsync(_shops.Other.Address);
        await there.WatchAsync(sale);
        Expect.Status(200, await _shops.One.Admin.PutAsync($"/api/admin/sales/{sale}", new { product = new { name = "Lamp of another name" }, perCustomerLimit = 7 }));
        var told = await there.HearsAsync("saleChanged", n => n.GetProperty("sale").GetProperty("perCustomerLimit").GetInt32() == 7, "the new limit");
        Assert.Equal("Lamp of another name", told.GetProperty("sale").GetProperty("product").GetProperty("name").GetString());
        Assert.Equal("Lamp of another name", (await _shops.Other.Anyone.SaleAsync(sale)).Body.GetProperty("product").GetProperty("name").GetString());
    }

    private static HashSet<string> Accepting(Listener desk) =>
        [.. desk.Heard("dashboardTick").SelectMany(t => t.GetProperty("instances").EnumerateArray()).Where(i => i.GetProperty("acceptedPerSecond").GetDouble() > 0).Select(i => i.GetProperty("id").GetString()!)];

    private static string? Reason(JsonElement tick) => tick.GetProperty("light").GetProperty("reason").GetString();

    private static List<string> Told(Listener listener) => [.. listener.Heard("stockChanged").Select(n => $"{n.GetProperty("version")} {n.GetProperty("state")} {n.GetProperty("at")}")];
}
