using System.Text.Json;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Api.Admin;

public sealed class OrderSearchTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task Orders_are_found_with_whose_they_are_and_a_viewer_may_look()
    {
        var sale = await shop.SaleAsync();
        var (ann, bob) = (shop.Shopper(), shop.Shopper("bob"));
        var (first, second) = (await ann.HoldAsync(sale), await bob.HoldAsync(sale));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/orders/{first}/cancel", new { reason = "asked by telephone" }));

        var all = Expect.Status(200, await shop.Viewer.GetAsync($"/api/admin/orders?saleId={sale}"));
        Expect.Members(all.Body, "orders", "older", "withoutRedis", "withoutLedger", "cut");
        Assert.Equal([second, first], Ids(all.Body));
        Assert.Equal(JsonValueKind.Null, all.Body.GetProperty("older").ValueKind);

        var found = Expect.Status(200, await shop.Admin.GetAsync($"/api/admin/orders?query={ann.Id}&status=cancelled"));
        var one = found.Body.GetProperty("orders")[0];
        Expect.Members(one, "order", "userId", "email", "reason", "version");
        Assert.Equal((ann.Id, "cancelled"), (one.GetProperty("userId").GetString(), one.GetProperty("order").GetProperty("status").GetString()));
        Assert.StartsWith("asked by telephone", one.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Expect.Status(403, await ann.GetAsync("/api/admin/orders"));
    }

    [Fact]
    public async Task The_next_page_begins_where_the_one_before_ended()
    {
        var sale = await shop.SaleAsync(quantity: 120);
        var orders = new List<string>();
        for (var n = 0; n < 103; n++) orders.Add(await shop.Shopper().HoldAsync(sale));

        var first = Expect.Status(200, await shop.Admin.GetAsync($"/api/admin/orders?saleId={sale}"));
        var second = Expect.Status(200, await shop.Admin.GetAsync($"/api/admin/orders?saleId={sale}&after={Uri.EscapeDataString(first.Word("older"))}"));

        Assert.Equal((100, 3), (Ids(first.Body).Count, Ids(second.Body).Count));
        Assert.Equal(orders.Order(), Ids(first.Body).Concat(Ids(second.Body)).Order());
        Assert.Equal(JsonValueKind.Null, second.Body.GetProperty("older").ValueKind);
    }

    [Theory]
    [InlineData("status=sold", 400, "invalid")]
    [InlineData("from=soon", 400, "invalid")]
    [InlineData("to=2026-02-30T10:00", 400, "invalid")]
    [InlineData("after=later", 400, "invalid")]
    [InlineData("saleId=nosuchsale", 404, "not_found")]
    public async Task What_cannot_be_understood_is_refused_in_words_by_the_list_and_by_the_table(string question, int status, string code)
    {
        Expect.Refusal(status, code, await shop.Admin.GetAsync($"/api/admin/orders?{question}"));
        if (!question.StartsWith("after", StringComparison.Ordinal)) Expect.Refusal(status, code, await shop.Admin.GetAsync($"/api/admin/orders.csv?{question}"));
    }

    private static IReadOnlyList<string> Ids(JsonElement found) => [.. found.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("order").GetProperty("id").GetString()!)];
}
