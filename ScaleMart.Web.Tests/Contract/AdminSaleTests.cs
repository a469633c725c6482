using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class AdminSaleTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly SaleTerms Good = new();

    public static TheoryData<string, SaleTerms> Faulty { get; } = new()
    {
        { "quantity", Good with { Quantity = 0 } },
        { "quantity", Good with { Quantity = -5 } },
        { "perCustomerLimit", Good with { PerCustomerLimit = 0 } },
        { "unitPrice", Good with { UnitPrice = -1 } },
        { "unitPrice", Good with { UnitPrice = 1.999m } },
        { "currency", Good with { Currency = "euro" } },
        { "closesAt", Good with { ClosesAt = Good.OpensAt.AddSeconds(-1) } },
        { "holdSeconds", Good with { HoldSeconds = 0 } },
        { "product.name", Good with { Product = new ProductTerms { Name = "" } } },
        { "product.name", Good with { Product = new ProductTerms { Name = "a\tb" } } },
    };

    [Fact]
    public async Task A_new_sale_is_there_at_once_and_can_be_bought_from()
    {
        var made = Expect.Status(201, await shop.Admin.PostAsync("/api/admin/sales", Good));
        Assert.Equal("live", made.Word("state"));
        await shop.Shopper().HoldAsync(made.Word("id"));
    }

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task A_sale_with_a_fault_is_invalid_and_the_field_is_named(string field, SaleTerms terms)
    {
        var refused = Expect.Refusal(400, "invalid", await shop.Admin.PostAsync("/api/admin/sales", terms));
        Assert.Contains(field, refused.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"product\":\"lamp\"}")]
    [InlineData("{\"slug\":\"lamp\"}")]
    public async Task A_sale_of_another_shape_is_invalid(string body) =>
        Expect.Refusal(400, "invalid", await shop.Admin.PostTextAsync("/api/admin/sales", body));

    [Fact]
    public async Task A_shopper_may_call_nothing_of_an_admin()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        foreach (var call in Changes(sale, order)) Expect.Refusal(403, "forbidden", await call(ann));
        foreach (var path in Readings(sale)) Expect.Refusal(403, "forbidden", await ann.GetAsync(path));
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task A_viewer_may_read_and_change_nothing()
    {
        var sale = await shop.SaleAsync();
        var order = await shop.Shopper().HoldAsync(sale);
        foreach (var call in Changes(sale, order)) Expect.Refusal(403, "forbidden", await call(shop.Viewer));
        foreach (var path in Readings(sale)) Expect.Status(200, await shop.Viewer.GetAsync(path));
        Assert.Equal((9, 1, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Nobody_without_a_token_may_call_anything()
    {
        var sale = await shop.SaleAsync();
        foreach (var call in Changes(sale, "any")) Expect.Refusal(401, "unauthenticated", await call(shop.Anyone));
        foreach (var path in Readings(sale)) Expect.Refusal(401, "unauthenticated", await shop.Anyone.GetAsync(path));
    }

    [Fact]
    public async Task A_sale_that_is_not_there_is_not_found()
    {
        foreach (var act in new[] { "open", "pause", "resume", "close" })
            Expect.Refusal(404, "not_found", await shop.Admin.PostAsync($"/api/admin/sales/nosuchsale/{act}"));
        Expect.Refusal(404, "not_found", await shop.Admin.PutAsync("/api/admin/sales/nosuchsale", Good));
        Expect.Refusal(404, "not_found", await shop.Admin.PostAsync("/api/admin/sales/nosuchsale/restock", new { quantity = 1, reason = "found" }));
        Expect.Refusal(404, "not_found", await shop.Admin.AuditAsync("nosuchsale"));
    }

    private static IEnumerable<Func<ShopClient, Task<Answer>>> Changes(string sale, string order) =>
    [
        c => c.PostAsync("/api/admin/sales", Good),
        c => c.PutAsync($"/api/admin/sales/{sale}", new { perCustomerLimit = 5 }),
        c => c.PostAsync($"/api/admin/sales/{sale}/open"),
        c => c.PostAsync($"/api/admin/sales/{sale}/pause"),
        c => c.PostAsync($"/api/admin/sales/{sale}/resume"),
        c => c.PostAsync($"/api/admin/sales/{sale}/close"),
        c => c.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity = 5, reason = "mine" }),
        c => c.PostAsync($"/api/admin/sales/{sale}/rebuild?dryRun=true"),
        c => c.PostAsync($"/api/admin/orders/{order}/cancel", new { reason = "mine" }),
        c => c.PostAsync($"/api/admin/orders/{order}/refund", new { reason = "mine" }),
        c => c.PostAsync("/api/admin/dead-letters/any/retry"),
        c => c.DeleteAsync("/api/admin/dead-letters/any?reason=mine"),
    ];

    private static string[] Readings(string sale) =>
        [$"/api/admin/sales/{sale}/audit", $"/api/admin/sales/{sale}/stock", "/api/admin/queue", "/api/admin/dead-letters", $"/api/admin/orders?saleId={sale}", $"/api/admin/orders.csv?saleId={sale}"];
}
