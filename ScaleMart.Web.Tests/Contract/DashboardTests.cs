using System.Text.Json;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class DashboardTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task What_is_accepted_and_refused_is_on_the_dashboard_and_in_its_history()
    {
        var sale = await shop.SaleAsync(quantity: 5, limit: 5);
        var ann = shop.Shopper();
        await ann.HoldAsync(sale, 5);
        Expect.Refusal(409, "sold_out", await shop.Shopper().BuyAsync(sale));

        var shown = await SeenAsync(sale, s => s.GetProperty("refusals").TryGetProperty("sold_out", out _) && s.GetProperty("p99Ms").ValueKind == JsonValueKind.Number);
        Expect.Members(shown, "saleId", "slug", "name", "state", "total", "available", "held", "sold", "watchers", "accepted", "refused", "refusals", "p50Ms", "p95Ms", "p99Ms",
            "soldOutInSeconds", "balanced", "balanceReason", "balancedAt", "opensAt", "closesAt");
        Assert.Equal(("soldOut", 5, 0, 5), (shown.GetProperty("state").GetString(), shown.GetProperty("total").GetInt32(), shown.GetProperty("available").GetInt32(), shown.GetProperty("held").GetInt32()));

        var history = await Wait.UntilAsync(() => shop.Viewer.GetAsync($"/api/admin/dashboard/history?saleId={sale}"), h => h.Status == 200 && Sum(h, "accepted") > 0 && Sum(h, "refused") > 0, "both are in the history");
        Assert.Equal(sale, history.Body.GetProperty("sale").GetProperty("id").GetString());
        var columns = history.Body.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Array).ToList();
        Assert.Equal(12, columns.Count);
        Assert.Single(columns.Select(c => c.Value.GetArrayLength()).Distinct());
        Assert.Equal(5, history.Body.GetProperty("sale").GetProperty("held").EnumerateArray().Last(n => n.ValueKind != JsonValueKind.Null).GetInt32());
        Assert.Equal(JsonValueKind.Null, Expect.Status(200, await shop.Admin.GetAsync("/api/admin/dashboard/history")).Body.GetProperty("sale").ValueKind);
    }

    [Fact]
    public async Task A_sale_on_it_is_held_against_the_ledger_without_being_asked()
    {
        var sale = await shop.SaleAsync();
        await shop.Shopper().HoldAsync(sale);
        var shown = await SeenAsync(sale, s => s.GetProperty("held").GetInt32() == 1 && s.GetProperty("balanced").ValueKind == JsonValueKind.True);
        Assert.InRange(Expect.Moment(shown.GetProperty("balancedAt")), TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(1));
    }

    [Fact]
    public async Task Of_an_unknown_sale_there_is_no_history() => Expect.Refusal(404, "not_found", await shop.Admin.GetAsync("/api/admin/dashboard/history?saleId=nosuch"));

    [Theory]
    [InlineData("/api/admin/dashboard")]
    [InlineData("/api/admin/dashboard/history")]
    public async Task Shoppers_and_strangers_are_refused(string path)
    {
        Expect.Refusal(403, "forbidden", await shop.Shopper().GetAsync(path));
        Expect.Refusal(401, "unauthenticated", await shop.Anyone.GetAsync(path));
        Expect.Status(200, await shop.Viewer.GetAsync(path));
    }

    private async Task<JsonElement> SeenAsync(string sale, Func<JsonElement, bool> wanted)
    {
        // The judge takes the sales of all tests in turn, each as often as its audit's cost allows.
        var answer = await Wait.UntilAsync(() => shop.Viewer.GetAsync("/api/admin/dashboard"), a => a.Status == 200 && Of(a, sale) is { } one && wanted(one), $"the dashboard shows it of {sale}", TimeSpan.FromMinutes(3));
        return Of(answer, sale)!.Value;
    }

    private static JsonElement? Of(Answer answer, string sale) =>
        answer.Body.GetProperty("sales").EnumerateArray().Where(s => s.GetProperty("saleId").GetString() == sale).Select(s => (JsonElement?)s).FirstOrDefault();

    private static double Sum(Answer history, string column) =>
        history.Body.GetProperty(column).EnumerateArray().Where(n => n.ValueKind == JsonValueKind.Number).Sum(n => n.GetDouble());
}
