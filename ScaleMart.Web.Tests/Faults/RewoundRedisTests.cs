using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// A Redis that comes back older than it was, or empty, though its shop remembers nothing: the ledger is asked before the first
/// script, the sale is rebuilt from it, and what was sold stays sold.
/// </summary>
[Trait("stores", "own")]
public sealed class RewoundRedisTests
{
    private const int Stock = 5;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_the_ledger_knows_is_not_sold_again_by_a_Redis_that_forgot_it(bool everything)
    {
        await using var redis = await RedisServer.StartedAsync();
        using var data = new TemporaryFolder();
        await using var shop = new ShopProcess(data.Path, new Dictionary<string, string> { ["ConnectionStrings:Redis"] = redis.Address });
        await shop.StartAsync();
        var sale = await SaleMaker.MakeAsync(shop.Admin, Stock, 1);
        await redis.KillAsync();
        using var earlier = redis.Remember();
        await redis.StartAsync();
        var ann = await Wait.UntilAsync(() => shop.Shopper("ann").BuyAsync(sale, key: "a"), a => a.Status == 202, "ann holds one");
        Expect.Status(200, await shop.Shopper("ann").PayAsync(ann.Word("id")));
        var bob = await shop.Shopper("bob").HoldAsync(sale);
        await shop.Admin.BalancedAsync(sale);

        shop.Kill();
        await redis.KillAsync();
        if (everything) redis.Forget();
        else redis.Return(earlier);
        await redis.StartAsync();
        await shop.RestartAsync();

        var others = new List<string>();
        for (var n = 0; n < Stock; n++)
        {
            var tried = await Wait.UntilAsync(() => shop.Shopper($"other-{n}").BuyAsync(sale, key: "k"), a => a.Status != 503, "the sale answers");
            if (tried.Status == 202) others.Add(tried.Word("id"));
        }

        Assert.Equal(Stock - 2, others.Count);
        Assert.Equal(["confirmed", "held"], new[] { await shop.Shopper("ann").OrderAsync(ann.Word("id")), await shop.Shopper("bob").OrderAsync(bob) }.Select(o => o.Word("status")));
        var audit = await shop.Admin.BalancedAsync(sale);
        Assert.Equal((0, Stock - 1, 1), (audit.Number("available"), audit.Number("held"), audit.Number("sold")));
    }
}
