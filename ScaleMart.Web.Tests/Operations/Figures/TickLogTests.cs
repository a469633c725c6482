using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Operations.Balance;
using ScaleMart.Web.Operations.Figures;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Operations.Balance;
using ScaleMart.Web.Tests.Operations.Instances;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Figures;

/// <summary>What is kept of the shop's figures in Redis. Nobody else in these rooms records.</summary>
public sealed class TickLogTests(BackRooms rooms) : IAsyncLifetime
{
    private readonly string _sale = $"lamp-{Ids.New(6)}";
    private readonly TickLog _log = new(rooms.Get<RedisDoor>());

    public ValueTask InitializeAsync() => ForgetAsync();

    public ValueTask DisposeAsync() => ForgetAsync();

    [Fact]
    public async Task Whoever_takes_over_goes_on_with_the_same_history_and_whoever_lost_the_lease_keeps_nothing()
    {
        var (one, other) = (Lease(), Lease());
        Assert.True(await one.HoldAsync());
        var at = await rooms.Get<RedisDoor>().TimeAsync();
        Assert.True(await _log.KeepAsync(one.Token, Tick(at.AddSeconds(-3), 11)));
        await one.ReleaseAsync();
        Assert.True(await other.HoldAsync());
        Assert.True(await _log.KeepAsync(other.Token, Tick(at.AddSeconds(-1), 13)));
        Assert.False(await _log.KeepAsync(one.Token, Tick(at, 99)));

        var (newest, now) = await _log.NewestAsync();
        Assert.Equal((13, at.AddSeconds(-1)), (newest!.Accepted, newest.At));
        Assert.InRange(now, at, at.AddMinutes(1));
        var shop = await _log.HistoryAsync(null);
        Assert.Equal([11, null, 13], shop.Accepted.Take(3));
        var sale = await _log.HistoryAsync(_sale);
        Assert.Equal((40, 50), (sale.Sale!.Available[0]!.Value, sale.Sale.Held[0]!.Value));
        Assert.Equal([2d], sale.Refusals["sold_out"].Take(1));
        await other.ReleaseAsync();
    }

    [Fact]
    public async Task A_tick_comes_back_as_it_was_kept()
    {
        var lease = Lease();
        await lease.HoldAsync();
        var tick = Tick(await rooms.Get<RedisDoor>().TimeAsync(), 5);
        await _log.KeepAsync(lease.Token, tick);
        Assert.Equivalent(tick, (await _log.NewestAsync()).Tick, strict: true);
        await lease.ReleaseAsync();
    }

    [Fact]
    public async Task No_more_is_kept_than_fifteen_minutes_and_a_sale_that_is_over_is_forgotten()
    {
        var lease = Lease();
        await lease.HoldAsync();
        await rooms.Redis.ListRightPushAsync("{operations}:seconds", [.. Enumerable.Range(0, 950).Select(i => (RedisValue)$"[{i},0,0,null,null,null,0,0,0,0,0,0,{{}}]")]);
        await _log.KeepAsync(lease.Token, Tick(await rooms.Get<RedisDoor>().TimeAsync(), 5));
        Assert.Equal(TickLog.Kept, await rooms.Redis.ListLengthAsync("{operations}:seconds"));
        Assert.InRange((await rooms.Redis.KeyTimeToLiveAsync($"{{operations}}:seconds:{_sale}"))!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        await lease.ReleaseAsync();
    }

    [Fact]
    public async Task While_Redis_is_away_the_dashboard_says_so_and_shows_what_is_known_and_recovers_by_itself()
    {
        await using var door = new RedisDoor(Options.Create(new StorageOptions()));
        var board = new InstanceBoard(door, NullLogger<InstanceBoard>.Instance);
        var shelf = new Shelf(rooms.Get<SaleCatalogue>(), door, TimeProvider.System, NullLogger<Shelf>.Instance);
        var dashboard = new Dashboard(new TickLog(door), board, shelf, TimeProvider.System);
        var sale = await rooms.SaleAsync();
        await Assert.ThrowsAnyAsync<RedisException>(() => board.WriteAsync(Reports.Of("web-1", Reports.Sale(sale, 0, 0, ("unavailable", 6)))));

        var dark = await dashboard.NowAsync();
        Assert.Equal((null, "Redis does not answer."), (dark.Light.Balanced, dark.Light.Reason));
        Assert.False(dark.Stores.Single(s => s.Name == "redis").Well);
        Assert.True(dark.Stores.Single(s => s.Name == "documents").Well);
        Assert.Equal(6, Assert.Contains("unavailable", dark.Refusals));
        Assert.Equal((null, "Redis does not answer."), Words(dark.Sales.Single(s => s.SaleId == sale)));
        await Assert.ThrowsAnyAsync<RedisException>(() => dashboard.HistoryAsync());

        await door.ConnectAsync(ConfigurationOptions.Parse(rooms.Get<RedisDoor>().Connection.Configuration));
        Assert.Equal("No figures have been recorded yet.", (await dashboard.NowAsync()).Light.Reason);
        var lease = Lease();
        await lease.HoldAsync();
        await _log.KeepAsync(lease.Token, Tick(await door.TimeAsync(), 5));
        Assert.Equal((true, 5), ((await dashboard.NowAsync()).Light.Balanced, (await dashboard.NowAsync()).Accepted));

        // Nobody goes on.
        await _log.KeepAsync(lease.Token, Tick((await door.TimeAsync()).AddSeconds(-6), 5));
        var silent = await dashboard.NowAsync();
        Assert.StartsWith("Nobody has recorded figures since ", silent.Light.Reason, StringComparison.Ordinal);
        Assert.Equal(10, silent.Sales.Single(s => s.SaleId == sale).Available);
        await lease.ReleaseAsync();
    }

    private Lease Lease() => rooms.Get<Leases>().Of(TickLog.Lease, TimeSpan.FromMinutes(1));

    private DashboardTick Tick(DateTimeOffset at, double accepted)
    {
        var traffic = Reports.Of("web-1", Reports.Sale(_sale, accepted, 1, ("sold_out", 2))) with { Watched = new Dictionary<string, int>() };
        return TickSum.Of(at, [traffic.As("a")], [Shelves.Of(_sale, 100, 40, 50, 10)], new QueueFigures(at, 0, 0, 0, 0, [], [], []),
            new Dictionary<string, SaleVerdict> { [_sale] = new(true, null, at, 5) }, new BalanceLight(true, null, at));
    }

    private async ValueTask ForgetAsync() => await rooms.Redis.KeyDeleteAsync(["{operations}:tick", "{operations}:seconds", $"{{operations}}:seconds:{_sale}", TickLog.Lease]);

    private static (bool? Balanced, string? Reason) Words(DashboardSale sale) => (sale.Balanced, sale.BalanceReason);
}
