using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Sales;

public sealed class RestockTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Restocking_is_filled_in_then_asked_with_the_figures_before_and_after()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        await shop.Shopper().HoldAsync(sale, 2);
        var restock = $"/admin/sales/{sale}/restock";
        var asked = await admin.PostAsync(restock, restock, ("by", "50"), ("reason", "a box was found"));
        Assert.Equal(200, asked.Status);
        Assert.Contains("10 + 50 = 60 in all", asked.Html);
        Assert.Contains("8 + 50 = 58 left to reserve", asked.Html);
        Assert.Contains("Why: a box was found.", asked.Html);
        Assert.Equal((8, 2, 0), await shop.Anyone.StockAsync(sale));

        var form = Visitor.FormIn(asked.Html);
        Assert.Equal(302, (await admin.PostRawAsync(restock, form)).Status);
        // The same form once more: its key counts it once.
        Assert.Equal(302, (await admin.PostRawAsync(restock, form)).Status);
        Assert.Equal((58, 2, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Taking_stock_back_is_asked_once_and_never_takes_more_than_there_is()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var restock = $"/admin/sales/{sale}/restock";
        var asked = await admin.PostAsync(restock, restock, ("by", "-3"), ("reason", "broken"));
        Assert.Contains("10 − 3 = 7 in all", asked.Html);
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
        Assert.Equal(302, (await admin.PostRawAsync(restock, Visitor.FormIn(asked.Html))).Status);
        Assert.Equal((7, 0, 0), await shop.Anyone.StockAsync(sale));

        var tooMany = await admin.PostAsync(restock, restock, ("by", "-8"), ("reason", "broken"));
        Assert.Contains("Only 7 are neither held nor sold now", tooMany.Html);
        var seen = await admin.PostRawAsync(restock, Visitor.FormIn(tooMany.Html));
        Assert.Equal(409, seen.Status);
        Assert.Contains("Not that many left", seen.Html);
        Assert.Contains("value=\"-8\"", seen.Html);
        Assert.Equal((7, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    [Theory]
    [InlineData("", "broken", "Restock by: write a whole number")]
    [InlineData("0", "broken", "Restock by: write a whole number")]
    [InlineData("1.5", "broken", "Restock by: write a whole number")]
    [InlineData("1000001", "broken", "of at most 1,000,000")]
    [InlineData("5", " ", "Why: the reason must have 1 to 300 characters")]
    public async Task What_is_missing_is_said_and_what_was_typed_stays(string by, string reason, string said)
    {
        using var admin = await Visitor.AdminAsync(shop);
        var restock = $"/admin/sales/{await shop.SaleAsync()}/restock";
        var seen = await admin.PostAsync(restock, restock, ("by", by), ("reason", reason), ("sure", "yes"));
        Assert.Equal(400, seen.Status);
        Assert.Contains(said, seen.Html);
        Assert.Contains($"value=\"{by}\"", seen.Html);
    }
}
