using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Sales;

public sealed class BuyTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in_and_back()
    {
        var (sale, buy) = await SaleAsync(new SaleTerms());
        using var visitor = new Visitor(shop);
        var seen = await visitor.GetAsync(buy);
        Assert.Equal(302, seen.Status);
        Assert.Equal($"/account/signin?returnUrl={Uri.EscapeDataString(buy)}", new Uri(shop.Address, seen.Location).PathAndQuery);
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Pressing_reserves_and_leads_to_the_order()
    {
        var (sale, buy) = await SaleAsync(new SaleTerms());
        using var visitor = await Visitor.RegisteredAsync(shop);
        var seen = await visitor.PostAsync(buy, buy, ("quantity", "2"));
        Assert.Equal(302, seen.Status);
        Assert.StartsWith($"/orders/{sale}-", seen.Location);
        Assert.Equal((8, 2, 0), await shop.Anyone.StockAsync(sale));
        Assert.Contains("Held for you", (await visitor.GetAsync(seen.Location!)).Html);
    }

    [Fact]
    public async Task Without_the_forms_own_token_nothing_is_reserved()
    {
        var (sale, buy) = await SaleAsync(new SaleTerms());
        using var visitor = await Visitor.RegisteredAsync(shop);
        var seen = await visitor.PostRawAsync(buy, new Dictionary<string, string> { ["quantity"] = "1" });
        Assert.Equal(400, seen.Status);
        Assert.Contains("That form was not understood", seen.Html);
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("two")]
    [InlineData("99999999999")]
    public async Task What_is_no_number_of_pieces_is_said_beside_the_field(string quantity)
    {
        var (sale, buy) = await SaleAsync(new SaleTerms());
        using var visitor = await Visitor.RegisteredAsync(shop);
        var seen = await visitor.PostAsync(buy, buy, ("quantity", quantity));
        Assert.Equal(400, seen.Status);
        Assert.Contains("Write a whole number from 1 to 2.", seen.Html);
        Assert.Contains("aria-describedby=\"quantity-fault quantity-hint\"", seen.Html);
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task When_all_are_held_a_late_one_hears_that_some_may_come_back()
    {
        var (sale, buy) = await SaleAsync(new SaleTerms { Quantity = 1, PerCustomerLimit = 1 });
        await shop.Shopper().HoldAsync(sale);
        using var visitor = await Visitor.RegisteredAsync(shop);
        var seen = await visitor.PostAsync(buy, buy);
        Assert.Equal(409, seen.Status);
        Assert.Contains("1 may still come back", seen.Html);
    }

    [Fact]
    public async Task Too_many_tries_are_followed_by_a_time_to_wait()
    {
        var (_, buy) = await SaleAsync(new SaleTerms { Quantity = 50, PerCustomerLimit = 1 });
        using var visitor = await Visitor.RegisteredAsync(shop);
        var (first, form) = (await visitor.FormAsync(buy), await visitor.FormAsync(buy));
        Assert.Equal(302, (await visitor.PostRawAsync(buy, first)).Status);
        // All at once: one by one, a slow machine would let the bucket fill up again between the tries.
        var seen = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => visitor.PostRawAsync(buy, form)));
        Assert.All(seen, s => Assert.True(s.Status is 409 or 429, $"{s.Status}"));
        var refused = seen.Where(s => s.Status == 429).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, s => Assert.True(s.Answer.Headers.RetryAfter?.Delta > TimeSpan.Zero));
    }

    [Fact]
    public async Task A_sale_that_is_nowhere_is_not_found()
    {
        using var visitor = await Visitor.RegisteredAsync(shop);
        Assert.Equal(404, (await visitor.GetAsync("/sales/no-such-sale/buy")).Status);
    }

    private async Task<(string Id, string Buy)> SaleAsync(SaleTerms terms)
    {
        var id = await shop.SaleAsync(terms);
        return (id, $"/sales/{(await shop.Anyone.SaleAsync(id)).Word("slug")}/buy");
    }
}
