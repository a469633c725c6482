using System.Diagnostics;
using System.Globalization;
using ScaleMart.LoadTests.Shop;
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
        var (answers, most) = await PressAsync(shop.Shopper(), sale);

        var (accepted, refused) = (answers.Where(a => a.Status == 202).ToList(), answers.Where(a => a.Status != 202).ToList());
        Assert.InRange(accepted.Count, 10, most);
        Assert.NotEmpty(refused);
        Assert.All(refused, a => Expect.Refusal(429, "rate_limited", a));
        Assert.All(refused, a => Assert.InRange(int.Parse(a.Header("Retry-After")!, CultureInfo.InvariantCulture), 1, 60));
        Assert.Equal((50 - accepted.Count, accepted.Count, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Refused_attempts_count_too()
    {
        var sale = await shop.SaleAsync(quantity: 50, limit: 1);
        var (answers, most) = await PressAsync(shop.Shopper(), sale);

        Assert.Single(answers, a => a.Status == 202);
        Assert.InRange(answers.Count(a => a.Code == "limit_reached"), 9, most - 1);
        Assert.All(answers.Where(a => a.Status != 202 && a.Code != "limit_reached"), a => Expect.Refusal(429, "rate_limited", a));
        Assert.Contains(answers, a => a.Status == 429);
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

    // Forty at once, and how many of them a bucket of ten may let through that fills by one in six seconds.
    private static async Task<(Answer[] Answers, int Most)> PressAsync(ShopClient shopper, string sale)
    {
        var start = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => shopper.BuyAsync(sale)));
        return (answers, 10 + (int)(Stopwatch.GetElapsedTime(start).TotalSeconds / 6));
    }
}
