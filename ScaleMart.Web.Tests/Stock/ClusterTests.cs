using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Stock;

/// <summary>Every script on a Redis Cluster of three masters, several sales at once: each sale lives on one master, and all are sold out to the unit.</summary>
[Trait("stores", "own")]
public sealed class ClusterTests : IAsyncLifetime
{
    private const int Sales = 6;
    private const int Stock = 10;
    private RedisCluster _redis = null!;
    private ShopFixture _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisCluster.StartedAsync();
        _shop = ShopFixture.With(new Dictionary<string, string> { ["ConnectionStrings:Redis"] = _redis.Addresses });
        await _shop.InitializeAsync();
    }

    [Fact]
    public async Task Several_sales_are_sold_paid_cancelled_refunded_restocked_and_rebuilt_across_three_masters()
    {
        var sales = (await Task.WhenAll(Enumerable.Range(0, Sales).Select(_ => _shop.SaleAsync(Stock)))).ToList();
        // Where a sale lies is chance, and now and then all of them lie on one master.
        while ((await _redis.KeysAsync("{sale:*}")).Count(keys => keys > 0) < 2) sales.Add(await _shop.SaleAsync(Stock));

        await Task.WhenAll(sales.Select(LiveThroughAsync));

        var spread = await _redis.KeysAsync("{sale:*}");
        Assert.Equal(sales.Count, spread.Sum());
        var listed = Expect.Status(200, await _shop.Anyone.GetAsync("/api/sales"));
        Assert.Equal(sales.Count, listed.Body.EnumerateArray().Count());
        Assert.Equal(0, Expect.Status(200, await _shop.Admin.GetAsync("/api/admin/queue")).Number("depth"));
    }

    public async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private async Task LiveThroughAsync(string sale)
    {
        var orders = new List<string>();
        for (var n = 0; n < Stock; n++) orders.Add(Expect.Status(202, await _shop.Shopper().BuyAsync(sale)).Word("id"));
        Expect.Refusal(409, "sold_out", await _shop.Shopper().BuyAsync(sale));
        Expect.Status(200, await _shop.Admin.PostAsync($"/api/admin/orders/{orders[0]}/cancel", new { reason = "A test." }));
        Expect.Status(200, await _shop.Admin.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity = 2, reason = "More came." }));
        var buyer = _shop.Shopper();
        var paid = Expect.Status(202, await buyer.BuyAsync(sale)).Word("id");
        Expect.Status(200, await buyer.PayAsync(paid));
        Expect.Status(200, await _shop.Admin.PostAsync($"/api/admin/orders/{paid}/refund", new { reason = "A test." }));
        Expect.Status(200, await _shop.Admin.PostAsync($"/api/admin/sales/{sale}/rebuild"));
        var audit = await _shop.Admin.BalancedAsync(sale);
        Assert.Equal((Stock + 2, 3, 9, 0), ((int)audit.Number("total"), (int)audit.Number("available"), (int)audit.Number("held"), (int)audit.Number("sold")));
    }
}
