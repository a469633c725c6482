using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Sales;

public sealed class StockTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_sales_page_of_stock_and_its_json_have_every_change_with_who_and_why()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity = 5, reason = "more came" }));

        var seen = await admin.GetAsync($"/admin/sales/{sale}/stock");
        Assert.Equal(200, seen.Status);
        foreach (var words in new[] { "The beginning", "more came", "/admin/users/boss", "Together 15, which is the total now." }) Assert.Contains(words, seen.Html, StringComparison.Ordinal);

        var json = Expect.Status(200, await shop.Viewer.GetAsync($"/api/admin/sales/{sale}/stock"));
        Expect.Members(json.Body, "saleId", "total", "sum", "addsUp", "stale", "changes");
        Assert.Equal((15, 15, true, false), (json.Number("total"), json.Number("sum"), json.Truth("addsUp"), json.Truth("stale")));
        var restock = json.Body.GetProperty("changes")[1];
        Expect.Members(restock, "at", "units", "totalAfter", "who", "reason");
        Expect.Moment(restock.GetProperty("at"));
        Assert.Equal(("boss", "more came"), (restock.GetProperty("who").GetString(), restock.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_sale_that_is_not_there_has_no_history()
    {
        using var admin = await Visitor.AdminAsync(shop);
        Assert.Equal(404, (await admin.GetAsync("/admin/sales/nosuchsale/stock")).Status);
        Expect.Refusal(404, "not_found", await shop.Admin.GetAsync("/api/admin/sales/nosuchsale/stock"));
    }
}
