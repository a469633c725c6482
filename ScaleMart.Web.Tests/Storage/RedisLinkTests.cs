using System.Net;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

/// <summary>The shop on a Redis of the operator's own: however it is named, whether it answers or not, and whether it is fit or not.</summary>
[Trait("stores", "own")]
public sealed class RedisLinkTests
{
    private const string Setting = "ConnectionStrings:Redis";

    [Fact]
    public async Task It_starts_while_Redis_is_down_says_so_shows_its_pages_and_sells_when_Redis_is_back()
    {
        await using var redis = await RedisServer.StartedAsync();
        using var data = new TemporaryFolder();
        string sale;
        await using (var yesterday = Process(data, redis.Address))
        {
            await yesterday.StartAsync();
            sale = await SaleMaker.MakeAsync(yesterday.Admin, 5, 1);
        }

        await redis.KillAsync();
        await using var shop = Process(data, redis.Address);
        await shop.StartAsync(readiness: 503);

        Assert.False(await IsRedisWellAsync(shop.Anyone));
        await ShowsStaleAsync(shop.Anyone, sale);
        // Nothing was heard of its stock yet: that is said, and no figure is made up.
        Assert.Contains("<span data-count=\"available\">–</span>", WebUtility.HtmlDecode((await shop.Anyone.GetAsync("/")).Text), StringComparison.Ordinal);
        Assert.NotNull(Expect.Refusal(503, "unavailable", await shop.Shopper("ann").BuyAsync(sale)).Header("Retry-After"));

        await redis.StartAsync();
        await shop.ReadyAsync();
        await Wait.UntilAsync(() => shop.Shopper("ann").BuyAsync(sale, key: "once"), a => a.Status == 202, "the sale sells again");
        Assert.Equal((4, 1, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task While_Redis_is_cut_off_the_last_known_stock_is_shown_and_when_it_is_back_the_shop_sells_on()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var wire = new Relay(redis.Port);
        await using var shop = ShopFixture.With(new Dictionary<string, string> { [Setting] = wire.Address });
        await shop.InitializeAsync();
        var sale = await shop.SaleAsync();
        await shop.Shopper().HoldAsync(sale);
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));

        wire.Cut();

        Assert.NotNull(Expect.Refusal(503, "unavailable", await shop.Shopper().BuyAsync(sale)).Header("Retry-After"));
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));
        await ShowsStaleAsync(shop.Anyone, sale);
        await Wait.UntilAsync(() => IsRedisWellAsync(shop.Anyone), well => !well, "readiness names Redis");

        wire.Restore();
        var ann = shop.Shopper();
        await Wait.UntilAsync(() => ann.BuyAsync(sale, key: "once"), a => a.Status == 202, "the sale sells again");
        await Wait.UntilAsync(() => IsRedisWellAsync(shop.Anyone), well => well, "readiness is well again");
        Assert.Equal(8, (await shop.Admin.BalancedAsync(sale)).Number("available"));
    }

    [Fact]
    public async Task Behind_Sentinels_the_master_is_found_though_they_came_after_the_shop()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var sentinel = RedisServer.Sentinel(redis);
        using var data = new TemporaryFolder();
        await using var shop = new ShopProcess(data.Path, new Dictionary<string, string> { [Setting] = $"{sentinel.Address},serviceName=shop", ["Storage:RedisReplicas"] = "0" });
        await shop.StartAsync(readiness: 503);

        await sentinel.StartAsync();

        await shop.ReadyAsync();
        var sale = await SaleMaker.MakeAsync(shop.Admin, 5, 1);
        await Wait.UntilAsync(() => shop.Shopper("ann").BuyAsync(sale, key: "once"), a => a.Status == 202, "the sale sells");
        Assert.DoesNotContain("name another master", shop.Output, StringComparison.Ordinal);
        Assert.NotEqual(0L, (long)await redis.DoAsync("EXISTS", $"{{sale:{sale}}}"));
    }

    [Theory]
    [InlineData("evict", "--maxmemory-policy", "allkeys-lru")]
    [InlineData("append-only file", "--appendonly", "no")]
    [InlineData("replica", "--replicaof", "127.0.0.1 1")]
    public async Task A_Redis_that_could_lose_orders_is_not_ready_and_the_reason_is_said(string said, string setting, string value)
    {
        await using var redis = await RedisServer.StartedAsync([setting, .. value.Split(' ')]);
        using var data = new TemporaryFolder();
        await using var shop = Process(data, redis.Address);
        await shop.StartAsync(readiness: 503);
        await Wait.UntilAsync(() => shop.Anyone.GetAsync("/healthz/ready"), r => Part(r, "redis").GetProperty("detail").GetString()!.Contains(said, StringComparison.Ordinal), $"the answer says '{said}'");
    }

    private static ShopProcess Process(TemporaryFolder data, string redis) => new(data.Path, new Dictionary<string, string> { [Setting] = redis });

    private static async Task<bool> IsRedisWellAsync(ShopClient anyone) => Part(await anyone.GetAsync("/healthz/ready"), "redis").GetProperty("ready").GetBoolean();

    private static System.Text.Json.JsonElement Part(Answer ready, string part) => ready.Body.GetProperty("components").GetProperty(part);

    private static async Task ShowsStaleAsync(ShopClient anyone, string sale)
    {
        foreach (var path in new[] { "/", $"/sales/{(await anyone.SaleAsync(sale)).Word("slug")}" })
        {
            var page = Expect.Status(200, await anyone.GetAsync(path));
            Assert.Contains("as last known", page.Text, StringComparison.Ordinal);
        }
    }
}
