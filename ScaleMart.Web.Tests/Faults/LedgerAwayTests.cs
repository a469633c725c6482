using Microsoft.Extensions.DependencyInjection;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Trail;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>The documents are slow or away: what Redis decides goes on, what is not recorded is not called so, and all of it is recorded in the end.</summary>
[Trait("stores", "own")]
public sealed class LedgerAwayTests : IAsyncLifetime
{
    private ShopStores _stores = null!;

    public async ValueTask InitializeAsync() => _stores = await ShopStores.FaultyAsync();

    public ValueTask DisposeAsync() => _stores.DisposeAsync();

    [Fact]
    public async Task While_the_ledger_stalls_orders_are_taken_paid_and_not_recorded_and_after_it_they_are()
    {
        await using var shop = ShopFixture.With(_stores.Settings);
        await shop.InitializeAsync();
        var sale = await shop.SaleAsync();
        var (ann, bob) = (shop.Shopper(), shop.Shopper());
        _stores.Faulty.Stall("update");
        _stores.Faulty.Stall("insert");

        var first = Expect.Status(202, await ann.BuyAsync(sale));
        var second = Expect.Status(202, await bob.BuyAsync(sale));
        Expect.Status(200, await bob.CancelAsync(second.Word("id")));
        await Wait.UntilAsync(() => shop.Admin.GetAsync("/api/admin/queue"), q => q.Number("inFlight") > 0, "the drain waits for the ledger");
        Assert.False((await ann.OrderAsync(first.Word("id"))).Truth("recorded"));
        Assert.False((await ann.OrdersAsync()).Body[0].GetProperty("recorded").GetBoolean());

        _stores.Faulty.Release();

        await Wait.UntilAsync(() => ann.OrderAsync(first.Word("id")), o => o.Truth("recorded"), "the order is recorded", TimeSpan.FromMinutes(2));
        await ann.PayAsync(first.Word("id"));
        await Wait.UntilAsync(() => shop.Admin.AuditAsync(sale), a => a.Truth("settled") && a.Number("queued") + a.Number("inFlight") == 0, "the queue is empty", TimeSpan.FromMinutes(2));
        var audit = await shop.Admin.BalancedAsync(sale);
        Assert.Equal((9, 0, 1), (audit.Number("available"), audit.Number("held"), audit.Number("sold")));
    }

    [Fact]
    public async Task The_shop_starts_while_the_documents_are_away_says_so_and_is_whole_when_they_come()
    {
        await _stores.Faulty.StopAsync();
        await using var shop = new ShopProcess(_stores);
        await shop.StartAsync(readiness: 503);
        var components = (await shop.Anyone.GetAsync("/healthz/ready")).Body.GetProperty("components");
        Assert.True(components.GetProperty("redis").GetProperty("ready").GetBoolean());
        Assert.False(components.GetProperty("documents").GetProperty("ready").GetBoolean());
        Assert.Equal(503, (await shop.Anyone.GetAsync("/")).Status);
        Assert.Equal(503, (await shop.Anyone.GetAsync("/account/signin")).Status);
        Expect.Refusal(503, "unavailable", await shop.Anyone.GetAsync("/api/sales"));

        _stores.Faulty.Start();

        await shop.ReadyAsync();
        // The first admin could not be made at the start, and was made since.
        await Wait.UntilAsync(() => shop.Anyone.PostAsync("/api/auth/login", new { email = ShopSettings.AdminEmail, password = ShopSettings.AdminPassword }), a => a.Status == 200, "the admin signs in");
        var sale = await SaleMaker.MakeAsync(shop.Admin, 5, 1);
        await shop.Shopper("ann").HoldAsync(sale);
        Assert.Equal(200, (await shop.Anyone.GetAsync("/")).Status);
        Assert.Equal(4, (await shop.Admin.BalancedAsync(sale)).Number("available"));
    }

    [Fact]
    public async Task A_running_shop_sells_and_shows_its_sales_while_the_documents_are_away()
    {
        await using var shop = ShopFixture.With(_stores.Settings);
        await shop.InitializeAsync();
        var sale = await shop.SaleAsync();
        await shop.Shopper().HoldAsync(sale);

        await _stores.Faulty.StopAsync();

        var ann = shop.Shopper();
        var held = await ann.HoldAsync(sale);
        Assert.Equal(200, (await shop.Anyone.GetAsync("/")).Status);
        Assert.Equal((8, 2, 0), await shop.Anyone.StockAsync(sale));
        Assert.False(Expect.Status(200, await ann.OrderAsync(held)).Truth("recorded"));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/pause"));
        Expect.Refusal(409, "paused", await shop.Shopper().BuyAsync(sale));
        var paused = Expect.Status(200, await shop.Viewer.GetAsync($"/api/admin/trail?subject={sale}&act=sale.pause"));
        Assert.Equal("book", paused.Word("away"));
        Assert.Equal("done", Assert.Single(paused.Body.GetProperty("entries").EnumerateArray()).GetProperty("outcome").GetString());
        Expect.Refusal(503, "unavailable", await shop.Viewer.GetAsync("/api/admin/trail.csv"));

        _stores.Faulty.Start();

        await Wait.UntilAsync(() => ann.OrderAsync(held), o => o.Truth("recorded"), "the order is recorded", TimeSpan.FromMinutes(2));
        await shop.Admin.BalancedAsync(sale);
        await Wait.UntilAsync(() => shop.Services.GetRequiredService<ITrailBook>().ListAsync(new TrailQuery { Subject = sale, Act = "sale.pause" }, 10), kept => kept.Count == 1, "the book has the pause, once");
    }
}
