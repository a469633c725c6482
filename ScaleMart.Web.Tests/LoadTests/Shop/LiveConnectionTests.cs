using System.Collections.Concurrent;
using System.Net.WebSockets;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Shop;

public sealed class LiveConnectionTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task It_hears_of_a_sale_that_it_watches()
    {
        var sale = await shop.SaleAsync(quantity: 5);
        var held = new ConcurrentQueue<int>();
        await using var live = await LiveConnection.OpenAsync(shop.Address, heard: (kind, news) => { if (kind == "stockChanged") held.Enqueue(news.GetProperty("held").GetInt32()); });
        var now = await live.WatchSaleAsync(sale);
        Assert.Equal(5, now.GetProperty("stock").GetProperty("available").GetInt32());
        await shop.Shopper().HoldAsync(sale);
        await Wait.UntilAsync(() => Task.FromResult(held.ToArray()), h => h.Contains(1), "it hears that one is held");
        Assert.True(live.Messages > 0);
    }

    [Fact]
    public async Task A_refusal_of_the_hub_is_told()
    {
        await using var live = await LiveConnection.OpenAsync(shop.Address);
        Assert.Contains("no such sale", (await Assert.ThrowsAsync<IOException>(() => live.WatchSaleAsync("nosuchsale"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<IOException>(() => live.WatchDashboardAsync());
    }

    [Fact]
    public async Task A_token_that_does_not_count_lets_nobody_in() =>
        await Assert.ThrowsAsync<WebSocketException>(() => LiveConnection.OpenAsync(shop.Address, "give-me-a-lamp"));

    [Fact]
    public async Task Once_dropped_it_is_closed_and_says_so()
    {
        await using var live = await LiveConnection.OpenAsync(shop.Address, shop.Shopper().Token);
        Assert.True(live.IsOpen);
        live.Drop();
        await live.Closed;
        Assert.False(live.IsOpen);
        await Assert.ThrowsAnyAsync<Exception>(() => live.WatchSaleAsync("any"));
    }

    [Fact]
    public async Task A_watcher_who_returns_sees_what_they_missed()
    {
        var sale = await shop.SaleAsync(quantity: 5);
        await using var watcher = new Watcher(shop.Address, sale, null);
        await watcher.ComeAsync();
        await watcher.DropAsync();
        Assert.Equal((false, 5), (watcher.IsOpen, watcher.Available));
        await shop.Shopper().HoldAsync(sale);
        await watcher.ComeAsync();
        Assert.Equal((true, 4), (watcher.IsOpen, watcher.Available));
    }

    [Fact]
    public void More_connections_than_files_are_refused_with_what_to_do()
    {
        Gallery.CheckFiles(10_000, 256, limit: 20_000);
        Assert.Contains("ulimit -n 10456", Assert.Throws<InvalidOperationException>(() => Gallery.CheckFiles(10_000, 256, limit: 1024)).Message, StringComparison.Ordinal);
    }
}
