using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Sales;

public sealed class EditTests(ShopFixture shop) : IClassFixture<ShopFixture>
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
    public async Task Keeping_a_form_in_which_nothing_was_changed_changes_nothing_and_says_so()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var before = await shop.Anyone.SaleAsync(sale);
        var seen = await admin.PostAsync($"/admin/sales/{sale}", $"/admin/sales/{sale}", ("product.name", before.Body.GetProperty("product").GetProperty("name").GetString()!));
        Assert.Equal(200, seen.Status);
        Assert.Contains("Nothing to keep", seen.Html);
        Assert.Equal(before.Word("closesAt"), (await shop.Anyone.SaleAsync(sale)).Word("closesAt"));
    }

    [Fact]
    public async Task What_an_edit_changes_is_shown_before_and_after_and_kept_when_it_is_confirmed()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(30)));
        var desk = $"/admin/sales/{sale}";
        var asked = await admin.PostAsync(desk, desk, ("product.name", "Renamed lamp"), ("unitPrice", "15"), ("quantity", "12"));
        Assert.Equal(200, asked.Status);
        Assert.Contains("keep these 3 changes?", asked.Html);
        Assert.Contains("Name: “Test lamp” → “Renamed lamp”", asked.Html);
        Assert.Contains("Price of one: €19.50 → €15.00", asked.Html);
        Assert.Contains("10 in all now, 12 after it.", asked.Html);
        Assert.Equal(19.5m, (await shop.Anyone.SaleAsync(sale)).Body.GetProperty("unitPrice").GetDecimal());

        var kept = await admin.PostRawAsync(desk, Visitor.FormIn(asked.Html));
        Assert.Equal($"{desk}?done=saved", kept.Location);
        var after = (await shop.Anyone.SaleAsync(sale)).Body;
        Assert.Equal(("Renamed lamp", 15m, 12), (after.GetProperty("product").GetProperty("name").GetString(), after.GetProperty("unitPrice").GetDecimal(), after.GetProperty("stock").GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task Going_back_from_the_question_keeps_what_was_typed()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var desk = $"/admin/sales/{await shop.SaleAsync()}";
        var asked = await admin.PostAsync(desk, desk, ("product.name", "Half a thought"));
        var again = await admin.PostRawAsync(desk, new Dictionary<string, string>(Visitor.FormIn(asked.Html)) { ["do"] = "again" });
        Assert.Equal(200, again.Status);
        Assert.Contains("value=\"Half a thought\"", again.Html);
        Assert.Contains("Keep the changes", again.Html);
    }

    [Fact]
    public async Task A_sale_that_another_changed_while_one_was_asked_is_asked_about_anew()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var desk = $"/admin/sales/{sale}";
        var asked = Visitor.FormIn((await admin.PostAsync(desk, desk, ("perCustomerLimit", "5"))).Html);
        Expect.Status(200, await shop.Admin.PutAsync($"/api/admin/sales/{sale}", new { perCustomerLimit = 3 }));

        var seen = await admin.PostRawAsync(desk, asked);
        Assert.Equal(409, seen.Status);
        Assert.Contains("It was changed meanwhile", seen.Html);
        Assert.Contains("Limit per person: 3 → 5", seen.Html);
        Assert.Equal(3, (await shop.Anyone.SaleAsync(sale)).Number("perCustomerLimit"));
        Assert.Equal(302, (await admin.PostRawAsync(desk, Visitor.FormIn(seen.Html))).Status);
        Assert.Equal(5, (await shop.Anyone.SaleAsync(sale)).Number("perCustomerLimit"));
    }

    [Fact]
    public async Task A_price_typed_before_the_sale_opened_is_refused_once_it_is_on()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(1)));
        var desk = $"/admin/sales/{sale}";
        var typed = new Dictionary<string, string>(await admin.FormAsync(desk)) { ["unitPrice"] = "1" };
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/open"));
        // Opening moved the opening time, too: that alone would be another change.
        typed.Remove("opensAt");
        var seen = await admin.PostRawAsync(desk, typed);
        Assert.Equal(409, seen.Status);
        Assert.Contains("“Price of one” is fixed while the sale is on", seen.Html);
    }

    [Fact]
    public async Task While_a_sale_is_on_its_limit_may_only_go_up_and_its_end_must_be_ahead()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync(limit: 2);
        var desk = $"/admin/sales/{sale}";
        var seen = await admin.PostAsync(desk, desk, ("perCustomerLimit", "1"), ("closesAt", "2020-01-01T10:00"));
        Assert.Equal(400, seen.Status);
        Assert.Contains("Limit per person may only go up while the sale is on: it is 2.", seen.Html);
        Assert.Contains("Closes at (UTC) must be later than", seen.Html);
        Assert.Equal(200, (await admin.PostAsync(desk, desk, ("perCustomerLimit", "3"))).Status);
    }

    [Fact]
    public async Task Who_may_only_look_sees_a_sale_and_nothing_to_press()
    {
        using var viewer = await Visitor.ViewerAsync(shop);
        var sale = await shop.SaleAsync();
        var page = await viewer.GetAsync($"/admin/sales/{sale}");
        Assert.Equal(200, page.Status);
        Assert.Contains("You may look at this sale, not change it.", page.Html);
        Assert.DoesNotContain($"/admin/sales/{sale}/pause", page.Html);
        Assert.DoesNotContain("<form", page.Html);
        foreach (var path in new[] { $"/admin/sales/{sale}/pause", $"/admin/sales/{sale}/restock", "/admin/sales/create" })
            Assert.Equal(403, (await viewer.GetAsync(path)).Status);
        var list = (await viewer.GetAsync("/admin/sales")).Html;
        Assert.Contains($"/admin/sales/{sale}\"", list);
        Assert.DoesNotContain($"/admin/sales/{sale}/pause", list);
    }
}
