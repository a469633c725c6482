using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class CancelTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Cancelling_gives_stock_and_allowance_back()
    {
        var sale = await shop.SaleAsync(quantity: 2, limit: 2);
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale, 2);
        Assert.Equal("cancelled", Expect.Status(200, await ann.CancelAsync(order)).Word("status"));
        Assert.Equal((2, 0, 0), await shop.Anyone.StockAsync(sale));
        await Wait.UntilAsync(() => ann.BuyAsync(sale, 2), a => a.Status == 202, "the units can be had again");
    }

    [Fact]
    public async Task Cancelling_again_gives_the_same_order_and_nothing_more_back()
    {
        var sale = await shop.SaleAsync(quantity: 10);
        var ann = shop.Shopper();
        await ann.HoldAsync(sale);
        var order = await ann.HoldAsync(sale);
        var first = Expect.Status(200, await ann.CancelAsync(order));
        var again = Expect.Status(200, await ann.CancelAsync(order));
        Assert.Equal(first.Body.GetProperty("timeline").GetRawText(), again.Body.GetProperty("timeline").GetRawText());
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));
        await shop.Admin.BalancedAsync(sale);
    }

    [Fact]
    public async Task What_is_confirmed_is_not_cancellable()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.ConfirmAsync(sale);
        Expect.Refusal(409, "not_cancellable", await ann.CancelAsync(order));
        Assert.Equal((9, 0, 1), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task What_is_being_paid_is_not_cancellable()
    {
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(await shop.SaleAsync());
        Expect.Status(202, await ann.PayAsync(order, "tok_slow"));
        Expect.Refusal(409, "not_cancellable", await ann.CancelAsync(order));
        await ann.SeeAsync(order, "confirmed", TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Paying_and_cancelling_at_once_has_one_outcome()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        var answers = await Task.WhenAll(ann.PayAsync(order), ann.CancelAsync(order));
        var status = (await ann.OrderAsync(order)).Word("status");
        Assert.True(status is "confirmed" or "cancelled", status);
        Assert.Equal(status == "confirmed" ? (200, 409) : (409, 200), (answers[0].Status, answers[1].Status));
        await shop.Admin.BalancedAsync(sale);
    }

    [Fact]
    public async Task A_hold_that_is_not_paid_lapses_and_gives_all_back()
    {
        var sale = await shop.SaleAsync(quantity: 2, limit: 2, holdSeconds: 10);
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale, 2);
        await ann.SeeAsync(order, "expired", TimeSpan.FromSeconds(60));
        Assert.Equal((2, 0, 0), await shop.Anyone.StockAsync(sale));
        Expect.Refusal(409, "hold_expired", await ann.PayAsync(order));
        Expect.Refusal(409, "not_cancellable", await ann.CancelAsync(order));
        await Wait.UntilAsync(() => ann.BuyAsync(sale, 2), a => a.Status == 202, "the units can be had again");
        await shop.Admin.BalancedAsync(sale);
    }

    [Fact]
    public async Task A_hold_does_not_lapse_while_its_payment_is_under_way()
    {
        var sale = await shop.SaleAsync(holdSeconds: 10);
        var (ann, bob) = (shop.Shopper(), shop.Shopper("bob"));
        var unpaid = await bob.HoldAsync(sale);
        var order = await ann.HoldAsync(sale);
        Expect.Status(202, await ann.PayAsync(order, "tok_lost"));
        await bob.SeeAsync(unpaid, "expired", TimeSpan.FromSeconds(60));
        Assert.True((await ann.OrderAsync(order)).Word("status") is "paying" or "confirmed");
        await ann.SeeAsync(order, "confirmed", TimeSpan.FromSeconds(90));
    }
}
