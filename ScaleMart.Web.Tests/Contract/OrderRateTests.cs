using System.Globalization;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

/// <summary>Ten attempts a minute, per user and sale: the defaults, which these tests leave as they are.</summary>
public sealed class OrderRateTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task The_eleventh_attempt_in_a_minute_is_rate_limited_and_takes_nothing()
    {
        var sale = await shop.SaleAsync(quantity: 50, limit: 50);
        var ann = shop.Shopper();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ann.BuyAsync(sale)));
        Assert.All(answers, a => Expect.Status(202, a));

        var eleventh = Expect.Refusal(429, "rate_limited", await ann.BuyAsync(sale));
        Assert.InRange(int.Parse(eleventh.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal((40, 10, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Refused_attempts_count_too()
    {
        var sale = await shop.SaleAsync(quantity: 50, limit: 1);
        var ann = shop.Shopper();
        await ann.HoldAsync(sale);
        for (var attempt = 2; attempt <= 10; attempt++) Expect.Refusal(409, "limit_reached", await ann.BuyAsync(sale));
        Expect.Refusal(429, "rate_limited", await ann.BuyAsync(sale));
    }

    [Fact]
    public async Task The_bucket_is_one_users_in_one_sale()
    {
        var (one, other) = (await shop.SaleAsync(limit: 1), await shop.SaleAsync());
        var ann = shop.Shopper();
        await Wait.UntilAsync(() => ann.BuyAsync(one), a => a.Status == 429, "the bucket is empty");
        await ann.HoldAsync(other);
        await shop.Shopper("bob").HoldAsync(one);
    }

    [Fact]
    public async Task After_the_time_that_it_names_it_may_be_tried_again()
    {
        var sale = await shop.SaleAsync(quantity: 50, limit: 50);
        var ann = shop.Shopper();
        var refused = await Wait.UntilAsync(() => ann.BuyAsync(sale), a => a.Status == 429, "the bucket is empty");
        var seconds = int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture);
        await Wait.UntilAsync(() => ann.BuyAsync(sale), a => a.Status == 202, "the bucket has a drop again", TimeSpan.FromSeconds(seconds + 15));
    }
}
