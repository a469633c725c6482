using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class AdminSteeringTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("scheduled", "open", "live")]
    [InlineData("scheduled", "close", "ended")]
    [InlineData("live", "pause", "paused")]
    [InlineData("live", "close", "ended")]
    [InlineData("paused", "resume", "live")]
    [InlineData("paused", "close", "ended")]
    public async Task A_sale_goes_where_it_is_steered(string from, string act, string to)
    {
        var sale = await SaleInAsync(from);
        Assert.Equal(to, Expect.Status(200, await ActAsync(sale, act)).Word("state"));
        Assert.Equal(to, (await shop.Anyone.SaleAsync(sale)).Word("state"));
    }

    [Theory]
    [InlineData("live", "open")]
    [InlineData("live", "resume")]
    [InlineData("ended", "open")]
    [InlineData("ended", "pause")]
    [InlineData("ended", "resume")]
    public async Task What_its_state_does_not_allow_is_refused(string from, string act)
    {
        var sale = await SaleInAsync(from);
        Expect.Refusal(409, "not_allowed", await ActAsync(sale, act));
        Assert.Equal(from, (await shop.Anyone.SaleAsync(sale)).Word("state"));
    }

    [Fact]
    public async Task Opening_sets_the_opening_time_to_now()
    {
        var sale = await SaleInAsync("scheduled");
        var opened = await ActAsync(sale, "open");
        var (opens, now) = (Expect.Moment(opened.Body.GetProperty("opensAt")), Expect.Moment(opened.Body.GetProperty("serverTime")));
        Assert.InRange(now - opens, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await shop.Shopper().HoldAsync(sale);
    }

    [Fact]
    public async Task A_scheduled_sale_can_be_edited_in_everything()
    {
        var sale = await SaleInAsync("scheduled");
        var edited = Expect.Status(200, await EditAsync(sale, new SaleTerms
        {
            Product = new ProductTerms { Name = "Better lamp" },
            UnitPrice = 25m,
            ListPrice = 50m,
            Currency = "USD",
            Quantity = 20,
            PerCustomerLimit = 4,
        }.OpeningIn(TimeSpan.FromHours(2))));
        Assert.Equal(("USD", 4), (edited.Word("currency"), edited.Number("perCustomerLimit")));
        Assert.Equal(25m, edited.Body.GetProperty("unitPrice").GetDecimal());
        Assert.Equal((20, 0, 0), await shop.Anyone.StockAsync(sale));

        await ActAsync(sale, "open");
        var order = Expect.Status(202, await shop.Shopper().BuyAsync(sale, 4));
        Assert.Equal(("Better lamp", "USD", 100m), (order.Word("productName"), order.Word("currency"), order.Body.GetProperty("total").GetDecimal()));
    }

    [Theory]
    [InlineData("live")]
    [InlineData("paused")]
    public async Task A_running_sale_can_be_edited_in_words_end_and_limit_upwards(string state)
    {
        var sale = await SaleInAsync(state);
        var closesAt = TimeProvider.System.GetUtcNow().AddHours(3);
        var edited = Expect.Status(200, await EditAsync(sale, new { product = new { name = "Better lamp", description = "Brighter.", imageUrl = "/images/products/ember-mug.svg" }, closesAt, perCustomerLimit = 3 }));
        Assert.Equal("Better lamp", edited.Body.GetProperty("product").GetProperty("name").GetString());
        Assert.Equal((3, state), (edited.Number("perCustomerLimit"), edited.Word("state")));
        Assert.Equal(closesAt.ToUnixTimeMilliseconds(), edited.Body.GetProperty("closesAt").GetDateTimeOffset().ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("unitPrice")]
    [InlineData("listPrice")]
    [InlineData("currency")]
    [InlineData("quantity")]
    [InlineData("opensAt")]
    [InlineData("holdSeconds")]
    [InlineData("perCustomerLimit")]
    [InlineData("closesAt")]
    public async Task A_running_sale_is_not_editable_in_the_rest_and_the_field_is_named(string field)
    {
        var sale = await shop.SaleAsync(limit: 2);
        object body = field switch
        {
            "unitPrice" => new { unitPrice = 1m },
            "listPrice" => new { listPrice = 99m },
            "currency" => new { currency = "USD" },
            "quantity" => new { quantity = 99 },
            "opensAt" => new { opensAt = TimeProvider.System.GetUtcNow().AddHours(-2) },
            "holdSeconds" => new { holdSeconds = 60 },
            "perCustomerLimit" => new { perCustomerLimit = 1 },
            _ => new { closesAt = TimeProvider.System.GetUtcNow().AddSeconds(-1) },
        };
        var refused = Expect.Refusal(409, "not_editable", await EditAsync(sale, body));
        Assert.Contains(field, refused.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await shop.Anyone.SaleAsync(sale)).Number("perCustomerLimit"));
    }

    [Fact]
    public async Task An_ended_sale_is_not_editable_in_anything()
    {
        var sale = await shop.EndedSaleAsync();
        Expect.Refusal(409, "not_editable", await EditAsync(sale, new { product = new { name = "Better lamp", description = "Brighter.", imageUrl = "/images/products/ember-mug.svg" } }));
        Expect.Refusal(409, "not_editable", await EditAsync(sale, new { closesAt = TimeProvider.System.GetUtcNow().AddHours(3) }));
    }

    [Fact]
    public async Task A_raised_limit_lets_a_shopper_have_more()
    {
        var sale = await shop.SaleAsync(limit: 1);
        var ann = shop.Shopper();
        await ann.HoldAsync(sale);
        Expect.Refusal(409, "limit_reached", await ann.BuyAsync(sale));
        Expect.Status(200, await EditAsync(sale, new { perCustomerLimit = 2 }));
        await ann.HoldAsync(sale);
    }

    private Task<Answer> ActAsync(string sale, string act) => shop.Admin.PostAsync($"/api/admin/sales/{sale}/{act}");

    private Task<Answer> EditAsync(string sale, object change) => shop.Admin.PutAsync($"/api/admin/sales/{sale}", change);

    private async Task<string> SaleInAsync(string state)
    {
        var sale = state == "scheduled" ? await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromHours(1))) : await shop.SaleAsync();
        if (state == "paused") Expect.Status(200, await ActAsync(sale, "pause"));
        if (state == "ended") Expect.Status(200, await ActAsync(sale, "close"));
        Assert.Equal(state, (await shop.Anyone.SaleAsync(sale)).Word("state"));
        return sale;
    }
}
