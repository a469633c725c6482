using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class OrderRefusalTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Nothing_left_is_sold_out()
    {
        var sale = await shop.SaleAsync(quantity: 1);
        await shop.Shopper().HoldAsync(sale);
        for (var again = 0; again < 3; again++) Expect.Refusal(409, "sold_out", await shop.Shopper("bob").BuyAsync(sale));
        Assert.Equal((0, 1, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Fewer_left_than_asked_is_sold_out_and_takes_none()
    {
        var sale = await shop.SaleAsync(quantity: 3, limit: 2);
        await shop.Shopper().HoldAsync(sale, 2);
        var bob = shop.Shopper("bob");
        Expect.Refusal(409, "sold_out", await bob.BuyAsync(sale, 2));
        Assert.Equal((1, 2, 0), await shop.Anyone.StockAsync(sale));
        await bob.HoldAsync(sale, 1);
    }

    [Fact]
    public async Task A_shopper_who_has_the_limit_gets_no_more_and_another_does()
    {
        var sale = await shop.SaleAsync(limit: 2);
        var ann = shop.Shopper();
        await ann.HoldAsync(sale, 2);
        Expect.Refusal(409, "limit_reached", await ann.BuyAsync(sale));
        await shop.Shopper("bob").HoldAsync(sale, 2);
        Assert.Equal((6, 4, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Half_of_the_limit_twice_is_the_limit()
    {
        var sale = await shop.SaleAsync(limit: 3);
        var ann = shop.Shopper();
        await ann.HoldAsync(sale, 2);
        Expect.Refusal(409, "limit_reached", await ann.BuyAsync(sale, 2));
        await ann.HoldAsync(sale, 1);
    }

    [Fact]
    public async Task Paid_units_count_towards_the_limit()
    {
        var sale = await shop.SaleAsync(limit: 1);
        var ann = shop.Shopper();
        await ann.ConfirmAsync(sale);
        Expect.Refusal(409, "limit_reached", await ann.BuyAsync(sale));
    }

    [Fact]
    public async Task Before_its_opening_it_is_not_open()
    {
        var sale = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(1)));
        Expect.Refusal(409, "not_open", await shop.Shopper().BuyAsync(sale));
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task It_opens_by_itself_when_its_time_has_come()
    {
        var sale = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromSeconds(2)));
        var ann = shop.Shopper();
        Expect.Refusal(409, "not_open", await ann.BuyAsync(sale));
        await Wait.UntilAsync(() => shop.Anyone.SaleAsync(sale), a => a.Word("state") == "live", "the sale is live");
        await ann.HoldAsync(sale);
    }

    [Fact]
    public async Task It_closes_by_itself_when_its_time_has_come()
    {
        var sale = await shop.SaleAsync(new SaleTerms { ClosesAt = TimeProvider.System.GetUtcNow().AddSeconds(2) });
        var ann = shop.Shopper();
        await ann.HoldAsync(sale);
        await Wait.UntilAsync(() => shop.Anyone.SaleAsync(sale), a => a.Word("state") == "ended", "the sale has ended");
        Expect.Refusal(409, "closed", await ann.BuyAsync(sale));
    }

    [Fact]
    public async Task Paused_is_paused_until_it_is_resumed()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/pause"));
        Expect.Refusal(409, "paused", await ann.BuyAsync(sale));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/resume"));
        await ann.HoldAsync(sale);
    }

    [Fact]
    public async Task Closed_is_closed()
    {
        var sale = await shop.EndedSaleAsync();
        Expect.Refusal(409, "closed", await shop.Shopper().BuyAsync(sale));
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Theory]
    [InlineData("nosuchsale")]
    [InlineData("%7Bsale:x%7D")]
    [InlineData("..%2f..%2fadmin")]
    public async Task A_sale_that_is_not_there_is_not_found(string id) => Expect.Refusal(404, "not_found", await shop.Shopper().BuyAsync(id));

    [Fact]
    public async Task Another_shoppers_order_is_not_found_whatever_one_does_with_it()
    {
        var order = await shop.Shopper().HoldAsync(await shop.SaleAsync());
        var bob = shop.Shopper("bob");
        Expect.Refusal(404, "not_found", await bob.OrderAsync(order));
        Expect.Refusal(404, "not_found", await bob.PayAsync(order));
        Expect.Refusal(404, "not_found", await bob.CancelAsync(order));
        Assert.Equal("[]", (await bob.OrdersAsync()).Text);
    }

    [Theory]
    [InlineData("nosuchorder")]
    [InlineData("nosuchsale-0123456789")]
    [InlineData("a%09b")]
    [InlineData("-")]
    public async Task An_order_that_is_not_there_is_not_found(string id)
    {
        var ann = shop.Shopper();
        Expect.Refusal(404, "not_found", await ann.OrderAsync(id));
        Expect.Refusal(404, "not_found", await ann.PayAsync(id));
        Expect.Refusal(404, "not_found", await ann.CancelAsync(id));
    }
}
