using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Trail;

public sealed class IndexTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task What_an_admin_did_can_be_read_with_what_it_changed()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity = 5, reason = "more <b>came</b>" }));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/pause"));
        Expect.Refusal(409, "not_allowed", await shop.Admin.PostAsync($"/api/admin/sales/{sale}/open"));

        var seen = await admin.GetAsync($"/admin/trail?subject={sale}&act=sale");

        Assert.Equal(200, seen.Status);
        Assert.Contains("<q>more <b>came</b></q>", seen.Html);
        Assert.Contains("more &lt;b&gt;came&lt;/b&gt;", await seen.Answer.Content.ReadAsStringAsync());
        Assert.Contains("""<span>10 → <b>15</b></span>""", seen.Html);
        Assert.Contains("""<span>live → <b>paused</b></span>""", seen.Html);
        Assert.Matches(@"opensAt:</span>\s*<span>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC<", seen.Html);
        Assert.Contains("Refused: not allowed", seen.Html);
        Assert.Contains($"""href="/admin/sales/{sale}">sale:{sale}""", seen.Html);
        Assert.Contains("4 acts, newest first", seen.Html);
        Assert.DoesNotContain("4 acts", (await admin.GetAsync($"/admin/trail?subject={sale}&act=sale.pause")).Html);
    }

    [Fact]
    public async Task What_nothing_fits_says_so()
    {
        using var admin = await Visitor.AdminAsync(shop);
        Assert.Contains("Nothing of that kind", (await admin.GetAsync("/admin/trail?who=nobody-at-all")).Html);
    }

    [Fact]
    public async Task A_time_that_cannot_be_read_is_named_and_what_was_typed_stays()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var seen = await admin.GetAsync("/admin/trail?who=Ann&from=yesterday");
        Assert.Equal(400, seen.Status);
        Assert.Contains("From (UTC) must be a date and a time in UTC, like 2026-11-27T10:30.", seen.Html);
        Assert.Contains("value=\"yesterday\"", seen.Html);
        Assert.Contains("value=\"Ann\"", seen.Html);
        Assert.Contains("Until (UTC) must be later than “From (UTC)”.", (await admin.GetAsync("/admin/trail?from=2026-11-27T10:00&to=2026-11-27T09:00")).Html);
    }

    [Fact]
    public async Task The_list_can_be_kept_as_a_table()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var page = await admin.GetAsync($"/admin/trail?subject={sale}");
        Assert.Contains($"href=\"/admin/trail?handler=Csv&subject={sale}\"", page.Html);
        var table = await admin.GetAsync($"/admin/trail?handler=Csv&subject={sale}");
        Assert.Equal((200, "text/csv", "attachment"), (table.Status, table.Answer.Content.Headers.ContentType!.MediaType, table.Answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(2, table.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($",sale.create,sale:{sale},", table.Html);
    }
}
