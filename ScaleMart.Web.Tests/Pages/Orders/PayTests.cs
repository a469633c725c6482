using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Orders;

public sealed class PayTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_good_card_pays_and_leads_back_to_the_order()
    {
        var (visitor, order) = await HoldAsync();
        using (visitor)
        {
            var seen = await visitor.PostAsync(order, order + "/pay", ("card", "tok_ok"));
            Assert.Equal(302, seen.Status);
            Assert.Equal(order, seen.Location);
            Assert.Contains("It is yours. Thank you.", (await visitor.GetAsync(order)).Html);
        }
    }

    [Fact]
    public async Task A_declined_card_is_402_and_the_form_is_still_there()
    {
        var (visitor, order) = await HoldAsync();
        using (visitor)
        {
            var seen = await visitor.PostAsync(order, order + "/pay", ("card", "tok_declined"));
            Assert.Equal(402, seen.Status);
            Assert.Contains("The card was declined", seen.Html);
            Assert.Contains("name=\"card\"", seen.Html);
        }
    }

    [Fact]
    public async Task What_was_let_go_cannot_be_paid()
    {
        var (visitor, order) = await HoldAsync();
        using (visitor)
        {
            var page = await visitor.PostAsync(order, order + "/cancel");
            Assert.Equal(302, page.Status);
            var seen = await visitor.PostAsync("/account", order + "/pay", ("card", "tok_ok"));
            Assert.Equal(409, seen.Status);
            Assert.Contains("This order cannot be paid", seen.Html);
            Assert.Contains("Cancelled", seen.Html);
        }
    }

    [Fact]
    public async Task Another_shoppers_order_is_not_found()
    {
        var (owner, order) = await HoldAsync();
        owner.Dispose();
        using var stranger = await Visitor.RegisteredAsync(shop);
        Assert.Equal(404, (await stranger.GetAsync(order)).Status);
        Assert.Equal(404, (await stranger.PostAsync("/account", order + "/pay", ("card", "tok_ok"))).Status);
        Assert.Equal(404, (await stranger.PostAsync("/account", order + "/cancel")).Status);
    }

    private async Task<(Visitor Visitor, string Order)> HoldAsync()
    {
        var sale = await shop.SaleAsync(quantity: 3, limit: 1);
        var buy = $"/sales/{(await shop.Anyone.SaleAsync(sale)).Word("slug")}/buy";
        var visitor = await Visitor.RegisteredAsync(shop);
        var seen = await visitor.PostAsync(buy, buy);
        Assert.Equal(302, seen.Status);
        return (visitor, seen.Location!);
    }
}
