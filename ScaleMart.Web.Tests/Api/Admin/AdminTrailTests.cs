using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Api.Admin;

/// <summary>The audit trail for programs: what acts leave, page by page and as a table.</summary>
public sealed class AdminTrailTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private readonly string _who = $"auditor-{Ids.New()}";

    private ShopClient Admin => shop.Anyone.As(_who, ShopSettings.Mint.Mint(_who, "admin"));

    private string Path => $"/api/admin/trail?who={_who}";

    [Fact]
    public async Task An_edit_is_there_with_the_fields_that_it_changed_and_no_others()
    {
        var sale = await shop.SaleAsync(limit: 2);
        Expect.Status(200, await Admin.PutAsync($"/api/admin/sales/{sale}", new { perCustomerLimit = 4, product = new { name = "Better lamp" } }));

        var page = Expect.Status(200, await shop.Viewer.GetAsync(Path));
        Expect.Members(page.Body, "entries", "next", "away");
        Assert.Equal("none", page.Word("away"));
        var entry = Assert.Single(page.Body.GetProperty("entries").EnumerateArray());
        Expect.Members(entry, "id", "at", "who", "from", "act", "subject", "reason", "before", "outcome", "endedAt", "after");
        Assert.Equal(_who, entry.GetProperty("who").GetProperty("id").GetString());
        Assert.Equal(("sale.edit", $"sale:{sale}", "done"), (entry.GetProperty("act").GetString(), entry.GetProperty("subject").GetString(), entry.GetProperty("outcome").GetString()));
        Assert.Equal("""{"product.name":"Test lamp","perCustomerLimit":2}""", entry.GetProperty("before").GetRawText());
        Assert.Equal("""{"product.name":"Better lamp","perCustomerLimit":4}""", entry.GetProperty("after").GetRawText());
        Assert.True(Expect.Moment(entry.GetProperty("at")) <= Expect.Moment(entry.GetProperty("endedAt")));
    }

    [Fact]
    public async Task Refused_acts_are_there_with_why_they_were()
    {
        var sale = await shop.SaleAsync();
        Expect.Refusal(409, "not_enough", await Admin.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity = -99, reason = "too many" }));
        Expect.Refusal(409, "not_allowed", await Admin.PostAsync($"/api/admin/sales/{sale}/open"));
        Expect.Refusal(409, "not_editable", await Admin.PutAsync($"/api/admin/sales/{sale}", new { unitPrice = 1 }));
        Expect.Refusal(404, "not_found", await Admin.PostAsync("/api/admin/sales/no-such-sale/pause"));
        Expect.Refusal(400, "invalid", await Admin.PostAsync("/api/admin/sales", new SaleTerms { Quantity = 0 }));

        var entries = (await shop.Viewer.GetAsync(Path)).Body.GetProperty("entries").EnumerateArray().ToDictionary(e => e.GetProperty("outcome").GetString()!);
        Assert.Equal(["invalid", "notAllowed", "notEditable", "notEnough", "notFound"], entries.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("too many", entries["notEnough"].GetProperty("reason").GetString());
        Assert.Equal(("""{"total":10}""", """{"total":10,"units":-99}"""), (entries["notEnough"].GetProperty("before").GetRawText(), entries["notEnough"].GetProperty("after").GetRawText()));
        Assert.Equal(("""{"unitPrice":19.5}""", """{"asked.unitPrice":1}"""), (entries["notEditable"].GetProperty("before").GetRawText(), entries["notEditable"].GetProperty("after").GetRawText()));
        Assert.Equal("sale:no-such-sale", entries["notFound"].GetProperty("subject").GetString());
        Assert.Contains("\"asked.quantity\":0", entries["invalid"].GetProperty("after").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cursor_leads_from_page_to_page_over_every_entry_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 104).Select(n => Admin.PostAsync($"/api/admin/sales/none-{n}/pause")));
        var first = Expect.Status(200, await shop.Viewer.GetAsync(Path));
        var second = Expect.Status(200, await shop.Viewer.GetAsync($"{Path}&after={first.Word("next")}"));
        Assert.Null(second.Word("next"));
        var subjects = first.Body.GetProperty("entries").EnumerateArray().Concat(second.Body.GetProperty("entries").EnumerateArray()).Select(e => e.GetProperty("subject").GetString()).ToList();
        Assert.Equal(104, subjects.Distinct().Count());
        Assert.Equal(104, subjects.Count);
    }

    [Fact]
    public async Task The_table_has_the_same_and_no_formula()
    {
        var sale = await shop.SaleAsync();
        Expect.Status(200, await Admin.PostAsync($"/api/admin/sales/{sale}/restock", new { quantity = 5, reason = "=HYPERLINK(\"x\"),y" }));
        var csv = Expect.Status(200, await shop.Viewer.GetAsync($"/api/admin/trail.csv?who={_who}"));
        Assert.Equal("text/csv", csv.ContentType);
        var lines = csv.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id,at,whoId,who,from,act,subject,reason,before,outcome,endedAt,after", lines[0]);
        Assert.Equal(2, lines.Length);
        Assert.Contains($",{_who},", lines[1], StringComparison.Ordinal);
        Assert.Contains($",sale.restock,sale:{sale},\"'=HYPERLINK(\"\"x\"\"),y\",\"{{\"\"total\"\":10}}\",done,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",\"{\"\"total\"\":15,\"\"units\"\":5}\"", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-11-27T10:00&to=2026-11-27T10:00", "to")]
    [InlineData("after=12", "after")]
    [InlineData("after=99999999999999999-x", "after")]
    [InlineData("act=a%00b", "act")]
    public async Task What_cannot_be_read_is_named(string query, string field)
    {
        foreach (var path in new[] { "trail", "trail.csv" })
        {
            if (path == "trail.csv" && field == "after") continue; // A table has no pages.
            var refused = Expect.Refusal(400, "invalid", await shop.Viewer.GetAsync($"/api/admin/{path}?{query}"));
            Assert.True(refused.Body.GetProperty("errors").TryGetProperty(field, out _), $"{refused}");
        }
    }

    [Fact]
    public async Task Nobody_writes_changes_or_drops_an_entry_from_outside()
    {
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, "/api/admin/trail");
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {ShopSettings.Mint.Mint(_who, "admin")}");
            using var answer = await shop.Anyone.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(405, (int)answer.StatusCode);
        }
    }
}
