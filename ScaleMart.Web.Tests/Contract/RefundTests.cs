using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class RefundTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Refunding_gives_stock_and_allowance_back_and_is_done_once()
    {
        var sale = await shop.SaleAsync(quantity: 5, limit: 1);
        var ann = shop.Shopper();
        var order = await ann.ConfirmAsync(sale);
        Assert.Equal("refunded", Expect.Status(200, await RefundAsync(order)).Word("status"));
        Assert.Equal("refunded", Expect.Status(200, await RefundAsync(order)).Word("status"));
        Assert.Equal((5, 0, 0), await shop.Anyone.StockAsync(sale));
        Assert.Equal("refunded", (await ann.OrderAsync(order)).Word("status"));
        Expect.Refusal(409, "not_payable", await ann.PayAsync(order));
        Expect.Refusal(409, "not_cancellable", await ann.CancelAsync(order));
        await ann.HoldAsync(sale);
        await shop.Admin.BalancedAsync(sale);
    }

    [Fact]
    public async Task What_is_not_confirmed_cannot_be_refunded()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        Assert.Equal(409, (await RefundAsync(order)).Status);
        Expect.Status(200, await ann.CancelAsync(order));
        Assert.Equal(409, (await RefundAsync(order)).Status);
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task An_admin_cancels_what_is_held()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        Assert.Equal("cancelled", Expect.Status(200, await CancelAsync(order)).Word("status"));
        Assert.Equal("cancelled", (await ann.OrderAsync(order)).Word("status"));
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task An_admin_cannot_cancel_what_is_confirmed() =>
        Expect.Refusal(409, "not_cancellable", await CancelAsync(await shop.Shopper().ConfirmAsync(await shop.SaleAsync())));

    [Theory]
    [InlineData("cancel")]
    [InlineData("refund")]
    public async Task A_reason_must_be_given(string act)
    {
        var order = await shop.Shopper().HoldAsync(await shop.SaleAsync());
        Expect.Refusal(400, "invalid", await shop.Admin.PostAsync($"/api/admin/orders/{order}/{act}", new { }));
        Expect.Refusal(400, "invalid", await shop.Admin.PostAsync($"/api/admin/orders/{order}/{act}", new { reason = " " }));
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("refund")]
    public async Task An_order_that_is_not_there_is_not_found(string act) =>
        Expect.Refusal(404, "not_found", await shop.Admin.PostAsync($"/api/admin/orders/nosuchorder/{act}", new { reason = "none" }));

    private Task<Answer> RefundAsync(string order) => shop.Admin.PostAsync($"/api/admin/orders/{order}/refund", new { reason = "broken in transit" });

    private Task<Answer> CancelAsync(string order) => shop.Admin.PostAsync($"/api/admin/orders/{order}/cancel", new { reason = "asked by telephone" });
}
