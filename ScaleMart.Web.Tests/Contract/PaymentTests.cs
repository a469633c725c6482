using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class PaymentTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_charged_order_is_confirmed_and_its_units_are_sold()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale, 2);
        var paid = Expect.Status(200, await ann.PayAsync(order));
        Assert.Equal("confirmed", paid.Word("status"));
        Assert.Equal(["held", "paying", "confirmed"], Events(paid));
        Assert.Equal((8, 0, 2), await shop.Anyone.StockAsync(sale));
        await shop.Admin.BalancedAsync(sale);
    }

    [Theory]
    [InlineData("tok_declined")]
    [InlineData("tok_nobody_knows")]
    public async Task A_declined_order_stays_held_with_its_first_deadline(string token)
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        var before = await ann.OrderAsync(order);
        Expect.Refusal(402, "payment_declined", await ann.PayAsync(order, token));
        var after = await ann.OrderAsync(order);
        Assert.Equal("held", after.Word("status"));
        Assert.Equal(before.Word("holdExpiresAt"), after.Word("holdExpiresAt"));
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task A_declined_order_can_be_paid_with_another_token()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        Expect.Refusal(402, "payment_declined", await ann.PayAsync(order, "tok_declined"));
        var paid = Expect.Status(200, await ann.PayAsync(order));
        Assert.Equal(["held", "paying", "declined", "paying", "confirmed"], Events(paid));
        Assert.Equal((9, 0, 1), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task After_five_attempts_it_is_not_payable_any_more()
    {
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(await shop.SaleAsync());
        for (var attempt = 1; attempt <= 5; attempt++) Expect.Refusal(402, "payment_declined", await ann.PayAsync(order, "tok_declined"));
        Expect.Refusal(409, "not_payable", await ann.PayAsync(order));
    }

    [Fact]
    public async Task Paying_again_gives_the_same_order_and_charges_nothing_more()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.ConfirmAsync(sale);
        foreach (var token in new[] { "tok_ok", "tok_declined" })
        {
            var again = Expect.Status(200, await ann.PayAsync(order, token));
            Assert.Equal((order, "confirmed"), (again.Word("id"), again.Word("status")));
            Assert.Equal(3, Events(again).Length);
        }

        Assert.Equal((9, 0, 1), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Paying_many_times_at_once_confirms_once()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ann.PayAsync(order)));
        Assert.All(answers, a => Assert.True(a.Status is 200 or 202, $"{a}"));
        var seen = await ann.SeeAsync(order, "confirmed");
        Assert.Equal(["held", "paying", "confirmed"], Events(seen));
        Assert.Equal((9, 0, 1), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task A_slow_gateway_is_answered_with_paying_and_confirms_later()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        Assert.Equal("paying", Expect.Status(202, await ann.PayAsync(order, "tok_slow")).Word("status"));
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));
        Assert.Equal("paying", Expect.Status(202, await ann.PayAsync(order)).Word("status"));
        await ann.SeeAsync(order, "confirmed", TimeSpan.FromSeconds(60));
        Assert.Equal((9, 0, 1), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task A_lost_answer_of_the_gateway_is_found_out()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        Assert.Equal("paying", Expect.Status(202, await ann.PayAsync(order, "tok_lost")).Word("status"));
        await ann.SeeAsync(order, "confirmed", TimeSpan.FromSeconds(90));
        await shop.Admin.BalancedAsync(sale);
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("close")]
    public async Task What_is_held_can_be_paid_though_the_sale_has_stopped(string act)
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/{act}"));
        Assert.Equal("confirmed", Expect.Status(200, await ann.PayAsync(order)).Word("status"));
    }

    [Fact]
    public async Task A_cancelled_order_is_not_payable()
    {
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(await shop.SaleAsync());
        Expect.Status(200, await ann.CancelAsync(order));
        Expect.Refusal(409, "not_payable", await ann.PayAsync(order));
        Assert.Equal("cancelled", (await ann.OrderAsync(order)).Word("status"));
    }

    private static string?[] Events(Answer order) => [.. order.Body.GetProperty("timeline").EnumerateArray().Select(e => e.GetProperty("event").GetString())];
}
