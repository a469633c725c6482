using Microsoft.AspNetCore.SignalR;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class DashboardTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("admin")]
    [InlineData("viewer")]
    public async Task Who_runs_the_shop_is_told_of_its_queues_and_sales(string role)
    {
        var sale = await shop.SaleAsync();
        await shop.Shopper().HoldAsync(sale);
        await using var listener = await Listener.AtAsync(shop.Address, ShopSettings.Mint.Mint(role, role));
        await listener.WatchAsync(sale);
        await listener.CallAsync("WatchDashboard");
        var tick = await listener.HearsAsync("dashboardTick", t => t.GetProperty("sales").EnumerateArray().Any(s => s.GetProperty("saleId").GetString() == sale && s.GetProperty("watchers").GetInt32() == 1), "the sale is on it");
        Expect.Members(tick, "at", "depth", "inFlight", "oldestAgeMs", "deadLetters", "drainedPerSecond", "retrying", "connections", "accepted", "refused", "refusals",
            "p50Ms", "p95Ms", "p99Ms", "light", "stores", "instances", "sales");
        var shown = tick.GetProperty("sales").EnumerateArray().Single(s => s.GetProperty("saleId").GetString() == sale);
        Assert.Equal((9, 1, 0), (shown.GetProperty("available").GetInt32(), shown.GetProperty("held").GetInt32(), shown.GetProperty("sold").GetInt32()));
        Assert.True(tick.GetProperty("connections").GetInt32() >= 1);
    }

    [Theory]
    [InlineData("shopper")]
    [InlineData(null)]
    public async Task Shoppers_and_strangers_are_refused(string? role)
    {
        await using var listener = await Listener.AtAsync(shop.Address, role is null ? null : ShopSettings.Mint.Mint("ann", role));
        var refused = await Assert.ThrowsAsync<HubException>(() => listener.CallAsync("WatchDashboard"));
        Assert.EndsWith("Only those who run the shop may watch its dashboard.", refused.Message);
    }
}
