using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Sales;

public sealed class ShowTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_live_sale_shows_its_stock_and_a_way_to_reserve()
    {
        var sale = await shop.SaleAsync(quantity: 10, limit: 2);
        await shop.Shopper().HoldAsync(sale, 2);
        var html = await ReadAsync(sale);
        Assert.Matches("data-count=\"available\">8<.*left", html);
        Assert.Matches("data-count=\"held\">2<.*held<span class=\"maybe\">, may come back", html);
        Assert.Matches("/buy\"[^>]*data-when=\"live\">Reserve at €19.50", html);
    }

    [Fact]
    public async Task A_paused_sale_says_so_and_offers_nothing_to_press()
    {
        var sale = await shop.SaleAsync();
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/pause"));
        var html = await ReadAsync(sale);
        Assert.Contains("Paused for a moment", html);
        Assert.DoesNotMatch("/buy\"[^>]*data-when=\"live\">", html);
    }

    [Fact]
    public async Task A_sale_that_is_over_says_when_it_ended()
    {
        var html = await ReadAsync(await shop.EndedSaleAsync());
        Assert.Contains("Ended today", html);
        Assert.DoesNotMatch("/buy\"[^>]*data-when=\"live\">", html);
    }

    [Fact]
    public async Task A_sales_id_leads_to_its_address()
    {
        var sale = await shop.SaleAsync();
        using var visitor = new Visitor(shop);
        var seen = await visitor.GetAsync($"/sales/{sale}");
        Assert.Equal(302, seen.Status);
        Assert.Equal($"/sales/{(await shop.Anyone.SaleAsync(sale)).Word("slug")}", seen.Location);
    }

    [Fact]
    public async Task No_page_carries_a_style_or_a_script_of_its_own()
    {
        var html = await ReadAsync(await shop.SaleAsync());
        Assert.DoesNotContain("style=\"", html);
        Assert.DoesNotContain("<style", html);
        Assert.DoesNotContain("<script>", html);
    }

    private async Task<string> ReadAsync(string sale)
    {
        using var visitor = new Visitor(shop);
        var seen = await visitor.GetAsync($"/sales/{(await shop.Anyone.SaleAsync(sale)).Word("slug")}");
        Assert.Equal(200, seen.Status);
        return seen.Html;
    }
}
