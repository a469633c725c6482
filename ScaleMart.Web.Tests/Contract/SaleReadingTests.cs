using System.Text.Json;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class SaleReadingTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_sale_is_shown_whole_to_anyone()
    {
        var terms = new SaleTerms { Quantity = 10, PerCustomerLimit = 2 };
        var id = await shop.SaleAsync(terms);
        await shop.Shopper().HoldAsync(id, 2);
        await shop.Shopper().ConfirmAsync(id);

        var sale = Expect.Status(200, await shop.Anyone.SaleAsync(id));
        IsASale(sale.Body);
        Assert.Equal((id, "EUR", 2, "live"), (sale.Word("id"), sale.Word("currency"), sale.Number("perCustomerLimit"), sale.Word("state")));
        Assert.Equal((19.5m, 39m), (sale.Body.GetProperty("unitPrice").GetDecimal(), sale.Body.GetProperty("listPrice").GetDecimal()));
        Assert.Equal("Test lamp", sale.Body.GetProperty("product").GetProperty("name").GetString());
        var stock = sale.Body.GetProperty("stock");
        Assert.Equal((10, 7, 2, 1), (Units("total"), Units("available"), Units("held"), Units("sold")));
        Assert.Equal(terms.OpensAt.ToUnixTimeMilliseconds(), Expect.Moment(sale.Body.GetProperty("opensAt")).ToUnixTimeMilliseconds());
        Assert.Equal(terms.ClosesAt.ToUnixTimeMilliseconds(), Expect.Moment(sale.Body.GetProperty("closesAt")).ToUnixTimeMilliseconds());
        Expect.Moment(sale.Body.GetProperty("serverTime"));

        int Units(string name) => stock.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task Each_state_is_seen_where_its_filter_asks_for_it()
    {
        var live = await shop.SaleAsync();
        var soldOut = await shop.SaleAsync(quantity: 1);
        await shop.Shopper().HoldAsync(soldOut);
        var paused = await shop.SaleAsync();
        await shop.Admin.PostAsync($"/api/admin/sales/{paused}/pause");
        var scheduled = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(1)));
        var ended = await shop.EndedSaleAsync();

        var all = await ListAsync("");
        Assert.Equal(["live", "soldOut", "paused", "scheduled", "ended"], new[] { live, soldOut, paused, scheduled, ended }.Select(id => all[id]));
        var (lives, schedules, ends) = (await ListAsync("?state=live"), await ListAsync("?state=scheduled"), await ListAsync("?state=ended"));
        Assert.All([live, soldOut, paused], id => Assert.Contains(id, lives));
        Assert.Contains(scheduled, schedules);
        Assert.Contains(ended, ends);
        Assert.DoesNotContain(lives.Values, state => state is "scheduled" or "ended");
        Assert.All(schedules.Values, state => Assert.Equal("scheduled", state));
        Assert.All(ends.Values, state => Assert.Equal("ended", state));
    }

    [Fact]
    public async Task Ended_wins_over_paused_and_paused_over_scheduled_and_over_sold_out()
    {
        var scheduled = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(1)));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{scheduled}/close"));
        Assert.Equal("ended", (await shop.Anyone.SaleAsync(scheduled)).Word("state"));

        var sold = await shop.SaleAsync(quantity: 1);
        await shop.Shopper().HoldAsync(sold);
        Assert.Equal("paused", Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sold}/pause")).Word("state"));
        Assert.Equal("ended", Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sold}/close")).Word("state"));
    }

    [Fact]
    public async Task Two_sales_of_one_name_have_two_slugs()
    {
        var (one, other) = (await shop.SaleAsync(), await shop.SaleAsync());
        Assert.NotEqual((await shop.Anyone.SaleAsync(one)).Word("slug"), (await shop.Anyone.SaleAsync(other)).Word("slug"));
    }

    [Fact]
    public async Task A_filter_that_is_no_state_is_invalid() => Expect.Refusal(400, "invalid", await shop.Anyone.GetAsync("/api/sales?state=nonsense"));

    [Fact]
    public async Task A_sale_that_is_not_there_is_not_found() => Expect.Refusal(404, "not_found", await shop.Anyone.SaleAsync("nosuchsale"));

    [Fact]
    public async Task An_address_that_is_not_there_is_a_problem_too() => Expect.Refusal(404, "not_found", await shop.Anyone.GetAsync("/api/nothing/here"));

    [Fact]
    public async Task A_wrong_method_is_a_problem_too() => Expect.Refusal(405, "method_not_allowed", await shop.Anyone.DeleteAsync("/api/sales"));

    private static void IsASale(JsonElement sale)
    {
        Expect.Members(sale, "id", "slug", "product", "unitPrice", "listPrice", "currency", "stock", "perCustomerLimit", "opensAt", "closesAt", "state", "serverTime");
        Expect.Members(sale.GetProperty("product"), "id", "name", "description", "imageUrl");
        Expect.Members(sale.GetProperty("stock"), "total", "available", "held", "sold");
    }

    private async Task<Dictionary<string, string>> ListAsync(string filter)
    {
        var sales = Expect.Status(200, await shop.Anyone.GetAsync($"/api/sales{filter}")).Body.EnumerateArray().ToArray();
        Assert.All(sales, IsASale);
        return sales.ToDictionary(s => s.GetProperty("id").GetString()!, s => s.GetProperty("state").GetString()!);
    }
}
