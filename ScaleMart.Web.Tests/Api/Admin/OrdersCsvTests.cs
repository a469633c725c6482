using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Api.Admin;

public sealed class OrdersCsvTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_name_that_a_spreadsheet_would_run_is_written_as_text()
    {
        var sale = await shop.SaleAsync(new SaleTerms { Product = new ProductTerms { Name = "=HYPERLINK(\"x\"),y" }, UnitPrice = 20m });
        var order = await shop.Shopper("csv").HoldAsync(sale, 2);
        await shop.Admin.BalancedAsync(sale);

        var csv = await shop.Viewer.GetAsync($"/api/admin/orders.csv?saleId={sale}");

        Assert.Equal("text/csv", csv.ContentType);
        var lines = csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,saleId,userId,productName,quantity,unitPrice,total,currency,status,acceptedAt,holdExpiresAt,version,reason", lines[0]);
        Assert.StartsWith($"{order},{sale},csv-", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\"),y\",2,20.00,40.00,EUR,held,", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task An_unknown_sale_has_no_table() =>
        Expect.Refusal(404, "not_found", await shop.Admin.GetAsync("/api/admin/orders.csv?saleId=unknown"));
}
