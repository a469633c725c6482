using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Orders;

public sealed class ActTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Cancelling_asks_once_says_what_follows_and_wants_a_reason()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var order = await shop.Shopper().HoldAsync(sale, 2);
        var url = $"/admin/orders/{order}/cancel";
        var asked = await admin.GetAsync(url);
        Assert.Equal(200, asked.Status);
        Assert.Contains("2 pieces of", asked.Html, StringComparison.Ordinal);
        Assert.Equal((8, 2, 0), await shop.Anyone.StockAsync(sale));

        foreach (var reason in new[] { " ", new string('x', 301) })
        {
            var unreasoned = await admin.PostAsync(url, url, ("reason", reason));
            Assert.Equal(400, unreasoned.Status);
            Assert.Contains("Say why", unreasoned.Html, StringComparison.Ordinal);
            Assert.Contains($"value=\"{reason.Trim()}\"", unreasoned.Html, StringComparison.Ordinal);
        }

        Assert.Equal((8, 2, 0), await shop.Anyone.StockAsync(sale));

        var done = await admin.PostAsync(url, url, ("reason", "asked by telephone"));
        Assert.Equal((302, $"/admin/orders/{order}?done=cancel"), (done.Status, done.Location));
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
        var page = await admin.GetAsync(done.Location!);
        Assert.Contains("The order is cancelled", page.Html, StringComparison.Ordinal);
        Assert.Contains("asked by telephone", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_paid_order_is_refunded_and_not_cancelled()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var order = await shop.Shopper().ConfirmAsync(sale);
        var (refund, cancel) = ($"/admin/orders/{order}/refund", $"/admin/orders/{order}/cancel");
        var refused = await admin.PostAsync(refund, cancel, ("reason", "broken"));
        Assert.Equal(409, refused.Status);
        Assert.Contains("The order is confirmed", refused.Html, StringComparison.Ordinal);
        Assert.Equal(409, (await admin.GetAsync(cancel)).Status);

        Assert.Equal(302, (await admin.PostAsync(refund, refund, ("reason", "broken in transit"))).Status);
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
        Assert.Contains("Refunded", (await admin.GetAsync($"/admin/orders/{order}")).Html, StringComparison.Ordinal);
        Assert.Equal(409, (await admin.GetAsync(refund)).Status);
    }

    [Fact]
    public async Task A_viewer_sees_an_order_and_nothing_to_press()
    {
        using var viewer = await Visitor.ViewerAsync(shop);
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var order = await shop.Shopper().HoldAsync(sale);
        foreach (var (page, act) in new[] { ($"/admin/orders/{order}", $"/admin/orders/{order}/cancel"), ($"/admin/holds?saleId={sale}", $"/admin/holds/{order}/release") })
        {
            Assert.Contains(act, (await admin.GetAsync(page)).Html, StringComparison.Ordinal);
            var seen = await viewer.GetAsync(page);
            Assert.Equal(200, seen.Status);
            Assert.DoesNotContain(act, seen.Html, StringComparison.Ordinal);
            Assert.Equal(403, (await viewer.GetAsync(act)).Status);
            Assert.Equal(403, (await viewer.PostAsync(page, act, ("reason", "because"))).Status);
        }
    }

    [Theory]
    [InlineData("/admin/orders/{0}/cancel")]
    [InlineData("/admin/orders/{0}/refund")]
    [InlineData("/admin/holds/{0}/release")]
    public async Task An_order_that_is_not_there_is_not_found_and_a_stranger_is_not_let_in(string url)
    {
        using var admin = await Visitor.AdminAsync(shop);
        Assert.Equal(404, (await admin.GetAsync(string.Format(null, url, "nosuchsale-nosuchorder"))).Status);
        using var shopper = await Visitor.RegisteredAsync(shop);
        var order = await shop.Shopper().HoldAsync(await shop.SaleAsync());
        Assert.Equal(403, (await shopper.GetAsync(string.Format(null, url, order))).Status);
    }
}
