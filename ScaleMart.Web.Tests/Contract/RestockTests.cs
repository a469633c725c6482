using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class RestockTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task More_stock_can_be_bought_at_once()
    {
        var sale = await shop.SaleAsync(quantity: 1);
        await shop.Shopper().HoldAsync(sale);
        var bob = shop.Shopper("bob");
        Expect.Refusal(409, "sold_out", await bob.BuyAsync(sale));
        var restocked = Expect.Status(200, await RestockAsync(sale, 4));
        Assert.Equal("live", restocked.Word("state"));
        Assert.Equal(5, restocked.Body.GetProperty("stock").GetProperty("total").GetInt32());
        await Wait.UntilAsync(() => bob.BuyAsync(sale), a => a.Status == 202, "the new stock is sold");
        Assert.Equal((3, 2, 0), await shop.Anyone.StockAsync(sale));
        Assert.Equal(5, (await shop.Admin.BalancedAsync(sale)).Number("total"));
    }

    [Fact]
    public async Task Unsold_stock_can_be_taken_back_and_no_more_than_that()
    {
        var sale = await shop.SaleAsync(quantity: 10);
        await shop.Shopper().HoldAsync(sale, 2);
        Expect.Refusal(409, "not_enough", await RestockAsync(sale, -9));
        Assert.Equal((8, 2, 0), await shop.Anyone.StockAsync(sale));
        Assert.Equal("soldOut", Expect.Status(200, await RestockAsync(sale, -8)).Word("state"));
        Assert.Equal((0, 2, 0), await shop.Anyone.StockAsync(sale));
        Expect.Refusal(409, "sold_out", await shop.Shopper("bob").BuyAsync(sale));
        await shop.Admin.BalancedAsync(sale);
    }

    [Fact]
    public async Task The_same_key_restocks_once()
    {
        var sale = await shop.SaleAsync(quantity: 10);
        Expect.Status(200, await RestockAsync(sale, 5, "k"));
        Expect.Status(200, await RestockAsync(sale, 5, "k"));
        Assert.Equal((15, 0, 0), await shop.Anyone.StockAsync(sale));
        Expect.Refusal(422, "idempotency_mismatch", await RestockAsync(sale, 6, "k"));
        Expect.Status(200, await RestockAsync(sale, 5, "another"));
        Assert.Equal((20, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"quantity\":0,\"reason\":\"none\"}")]
    [InlineData("{\"quantity\":1}")]
    [InlineData("{\"quantity\":1,\"reason\":\"\"}")]
    [InlineData("{\"quantity\":1.5,\"reason\":\"half\"}")]
    [InlineData("{\"quantity\":\"1\",\"reason\":\"text\"}")]
    [InlineData("{\"quantity\":2147483648,\"reason\":\"huge\"}")]
    [InlineData("{\"quantity\":2147483647,\"reason\":\"huge\"}")]
    [InlineData("{\"quantity\":1,\"reason\":\"more\",\"who\":\"me\"}")]
    public async Task A_restock_with_a_fault_is_invalid(string body)
    {
        var sale = await shop.SaleAsync();
        Expect.Refusal(400, "invalid", await shop.Admin.PostTextAsync($"/api/admin/sales/{sale}/restock", body));
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Restocking_and_buying_at_once_loses_nothing()
    {
        var sale = await shop.SaleAsync(quantity: 1, limit: 1);
        var buys = Enumerable.Range(0, 30).Select(_ => shop.Shopper().BuyAsync(sale)).ToArray();
        var restocks = Enumerable.Range(0, 5).Select(_ => RestockAsync(sale, 2)).ToArray();
        Assert.All(await Task.WhenAll(restocks), a => Expect.Status(200, a));
        var got = (await Task.WhenAll(buys)).Count(a => a.Status == 202);
        Assert.Equal((11 - got, got, 0), await shop.Anyone.StockAsync(sale));
        await shop.Admin.BalancedAsync(sale);
    }

    private Task<Answer> RestockAsync(string sale, int quantity, string? key = null) =>
        shop.Admin.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity, reason = "counted anew" }, key);
}
