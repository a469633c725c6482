using System.Text.Json;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class SaleNewsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task What_an_admin_changes_of_a_sale_is_told_to_its_watchers_though_nobody_buys()
    {
        var sale = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(1)));
        await using var listener = await Listener.AtAsync(shop.Address);
        await listener.WatchAsync(sale);
        var closes = TimeProvider.System.GetUtcNow().AddDays(3);
        Expect.Status(200, await shop.Admin.PutAsync($"/api/admin/sales/{sale}", new
        {
            product = new { name = "New lamp", description = "Better." },
            unitPrice = 12,
            listPrice = 50,
            perCustomerLimit = 4,
            holdSeconds = 60,
            closesAt = closes,
        }));
        var told = await listener.HearsAsync("saleChanged", n => n.GetProperty("sale").GetProperty("listPrice").GetDecimal() == 50, "the new terms");
        Expect.Members(told, "saleId", "version", "holdSeconds", "sale");
        var news = told.GetProperty("sale");
        Assert.Equal((sale, 60), (told.GetProperty("saleId").GetString(), told.GetProperty("holdSeconds").GetInt32()));
        Assert.Equal(("New lamp", "Better.", 12m, 4), (news.GetProperty("product").GetProperty("name").GetString(), news.GetProperty("product").GetProperty("description").GetString(), news.GetProperty("unitPrice").GetDecimal(), news.GetProperty("perCustomerLimit").GetInt32()));
        Assert.Equal(closes.ToUnixTimeMilliseconds(), news.GetProperty("closesAt").GetDateTimeOffset().ToUnixTimeMilliseconds());
        // The same sale as everyone is told who asks.
        var asked = (await shop.Anyone.SaleAsync(sale)).Body;
        Assert.Equal(asked.EnumerateObject().Select(p => p.Name), news.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("pause", "paused")]
    [InlineData("close", "ended")]
    public async Task A_switch_is_told_with_its_state_though_nobody_buys(string act, string state)
    {
        var sale = await shop.SaleAsync();
        await using var listener = await Listener.AtAsync(shop.Address);
        var before = await listener.WatchAsync(sale);
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/{act}"));
        await listener.HearsAsync("stockChanged", n => n.GetProperty("state").GetString() == state, $"it is {state}");
        var told = await listener.HearsAsync("saleChanged", n => n.GetProperty("sale").GetProperty("state").GetString() == state, $"it is {state}");
        Assert.Equal(act == "close", Closes(told.GetProperty("sale")) < Closes(before));
    }

    private static DateTimeOffset Closes(JsonElement sale) => sale.GetProperty("closesAt").GetDateTimeOffset();
}
