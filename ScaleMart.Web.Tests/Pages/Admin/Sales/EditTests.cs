using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Sales;

public sealed class EditTests(ShopFixture shop)
{
    [Fact]
    public async Task The_back_office_is_shut_to_shoppers()
    {
        using var visitor = await Visitor.RegisteredAsync(shop);
        var seen = await visitor.GetAsync("/admin/sales");
        Assert.Equal(403, seen.Status);
        Assert.Contains("Behind the counter", seen.Html);
    }

    [Fact]
    public async Task A_sale_is_planned_by_the_form()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var seen = await admin.PostAsync("/admin/sales/create", "/admin/sales/create", Filled());
        Assert.Equal(302, seen.Status);
        var page = await admin.GetAsync(seen.Location!);
        Assert.Contains("The sale is planned", page.Html);
        Assert.Contains("2090-01-02 10:30:00 UTC", page.Html);
        Assert.Contains("Paper boat", page.Html);
    }

    [Fact]
    public async Task Faults_stand_beside_their_fields_and_what_was_typed_stays()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var seen = await admin.PostAsync("/admin/sales/create", "/admin/sales/create", [.. Filled(), ("unitPrice", "a lot"), ("closesAt", "2090-01-02T09:00")]);
        Assert.Equal(400, seen.Status);
        Assert.Contains("Price of one: write an amount like 19.99, with a point.", seen.Html);
        Assert.Contains("Closes at (UTC) must be later than “Opens at (UTC)”.", seen.Html);
        Assert.Contains("value=\"a lot\"", seen.Html);
    }

    [Fact]
    public async Task Keeping_a_form_in_which_nothing_was_changed_changes_nothing()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var before = await shop.Anyone.SaleAsync(sale);
        var seen = await admin.PostAsync($"/admin/sales/{sale}", $"/admin/sales/{sale}", ("product.name", before.Body.GetProperty("product").GetProperty("name").GetString()!));
        Assert.Equal(302, seen.Status);
        Assert.Equal(before.Word("closesAt"), (await shop.Anyone.SaleAsync(sale)).Word("closesAt"));
    }

    [Fact]
    public async Task Pausing_and_resuming_are_one_press_each()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        Assert.Equal(302, (await admin.PostAsync($"/admin/sales/{sale}", $"/admin/sales/{sale}/pause")).Status);
        Assert.Equal("paused", (await shop.Anyone.SaleAsync(sale)).Word("state"));
        Assert.Equal(302, (await admin.PostAsync($"/admin/sales/{sale}", $"/admin/sales/{sale}/resume")).Status);
        Assert.Equal("live", (await shop.Anyone.SaleAsync(sale)).Word("state"));
    }

    [Fact]
    public async Task Closing_asks_once()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        Assert.Equal(400, (await admin.PostAsync($"/admin/sales/{sale}", $"/admin/sales/{sale}/close")).Status);
        Assert.Equal("live", (await shop.Anyone.SaleAsync(sale)).Word("state"));
        Assert.Equal(302, (await admin.PostAsync($"/admin/sales/{sale}", $"/admin/sales/{sale}/close", ("sure", "yes"))).Status);
        Assert.Equal("ended", (await shop.Anyone.SaleAsync(sale)).Word("state"));
    }

    [Fact]
    public async Task Taking_stock_back_asks_once_and_never_takes_more_than_there_is()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var desk = $"/admin/sales/{sale}";
        Assert.Equal(400, (await admin.PostAsync(desk, desk + "/restock", ("by", "-3"), ("reason", "broken"))).Status);
        Assert.Equal(302, (await admin.PostAsync(desk, desk + "/restock", ("by", "-3"), ("reason", "broken"), ("sure", "yes"))).Status);
        Assert.Equal((7, 0, 0), await shop.Anyone.StockAsync(sale));
        var seen = await admin.PostAsync(desk, desk + "/restock", ("by", "-8"), ("reason", "broken"), ("sure", "yes"));
        Assert.Equal(409, seen.Status);
        Assert.Contains("Not that many left", seen.Html);
        Assert.Equal((7, 0, 0), await shop.Anyone.StockAsync(sale));
    }

    private static (string, string)[] Filled() =>
    [
        ("product.name", "Paper boat"), ("product.description", "Floats."), ("product.imageUrl", ""), ("unitPrice", "4.50"), ("listPrice", "9"), ("currency", "eur"),
        ("quantity", "20"), ("perCustomerLimit", "2"), ("holdSeconds", ""), ("opensAt", "2090-01-02T10:30"), ("closesAt", "2090-01-02T12:00"),
    ];
}
