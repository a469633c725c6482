using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Sales;

public sealed class IndexTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Sales_are_sorted_as_asked_and_back_again()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var (few, many) = (await shop.SaleAsync(quantity: 3), await shop.SaleAsync(quantity: 4_321));
        var byTotal = (await admin.GetAsync("/admin/sales?sort=total")).Html;
        Assert.True(Place(byTotal, many) < Place(byTotal, few));
        Assert.Contains("aria-sort=\"descending\"><a href=\"/admin/sales\">Total</a>", byTotal);
        var byClosing = (await admin.GetAsync("/admin/sales?sort=closes")).Html;
        Assert.True(Place(byClosing, few) < Place(byClosing, many));
        Assert.Equal(200, (await admin.GetAsync("/admin/sales?sort=nonsense&state=none")).Status);
    }

    [Fact]
    public async Task Each_state_is_found_with_what_it_needs_next()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var (live, sold, planned, ended) = (await shop.SaleAsync(), await shop.SaleAsync(quantity: 1), await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(9))), await shop.EndedSaleAsync());
        await shop.Shopper().ConfirmAsync(sold);
        var on = (await admin.GetAsync("/admin/sales?state=on")).Html;
        Assert.Contains($"/admin/sales/{live}/pause", on);
        Assert.Contains($"/admin/sales/{sold}/restock", on);
        Assert.DoesNotContain(planned, on);
        Assert.DoesNotContain(ended, on);
        Assert.Contains($"/admin/sales/{planned}/open", (await admin.GetAsync("/admin/sales?state=scheduled")).Html);
        var over = (await admin.GetAsync("/admin/sales?state=ended")).Html;
        Assert.Contains($"/admin/sales/create?like={ended}", over);
        Assert.DoesNotContain(live, over);
    }

    private static int Place(string html, string sale)
    {
        var place = html.IndexOf($"/admin/sales/{sale}\"", StringComparison.Ordinal);
        Assert.True(place >= 0, $"{sale} is not on the page.");
        return place;
    }
}
