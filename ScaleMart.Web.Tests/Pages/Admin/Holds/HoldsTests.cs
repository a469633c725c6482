using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Holds;

public sealed class HoldsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Who_holds_what_is_shown_of_one_sale_of_one_user_and_of_one_order()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var (ann, bob) = (shop.Shopper(), shop.Shopper("bob"));
        var order = await ann.HoldAsync(sale, 2);
        await bob.ConfirmAsync(sale);
        foreach (var question in new[] { $"saleId={sale}", $"query={ann.Id}", $"query={order}" })
        {
            var seen = await admin.GetAsync($"/admin/holds?{question}");
            Assert.Equal(200, seen.Status);
            Assert.Contains("2 pieces are held", seen.Html, StringComparison.Ordinal);
            Assert.Contains($"/admin/holds/{order}/release", seen.Html, StringComparison.Ordinal);
            Assert.Contains("data-countdown", seen.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(bob.Id, seen.Html, StringComparison.Ordinal);
        }

        Assert.Contains("No hold fits", (await admin.GetAsync($"/admin/holds?query={bob.Id}")).Html, StringComparison.Ordinal);
        Assert.Equal(400, (await admin.GetAsync("/admin/holds?saleId=nosuchsale")).Status);
    }

    [Fact]
    public async Task One_that_is_being_paid_for_is_marked_and_cannot_be_released()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        Expect.Status(202, await ann.PayAsync(order, "tok_lost"));

        var seen = await admin.GetAsync($"/admin/holds?saleId={sale}");

        Assert.Contains("frozen while it is paid for", seen.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/admin/holds/{order}/release", seen.Html, StringComparison.Ordinal);
        Assert.Equal(409, (await admin.GetAsync($"/admin/holds/{order}/release")).Status);
    }

    [Fact]
    public async Task A_hold_is_released_with_a_reason_and_its_pieces_come_back()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale, 2);
        var url = $"/admin/holds/{order}/release";

        var done = await admin.PostAsync(url, url, ("reason", "a bot"));

        Assert.Equal(302, done.Status);
        Assert.Contains("The hold is released", (await admin.GetAsync(done.Location!)).Html, StringComparison.Ordinal);
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
        Assert.Equal("cancelled", (await ann.OrderAsync(order)).Word("status"));
    }
}
