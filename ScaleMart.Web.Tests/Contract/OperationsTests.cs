using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class OperationsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    [InlineData("/openapi/v1.json")]
    public async Task It_says_that_it_is_well_and_what_it_can_do(string path) => Expect.Status(200, await shop.Anyone.GetAsync(path));

    [Fact]
    public async Task The_API_reference_is_there_and_asks_no_third_party()
    {
        var docs = await Wait.UntilAsync(() => FollowAsync("/docs"), a => a.Status == 200, "the reference is shown");
        Assert.DoesNotMatch("(src|href)=[\"']?(https?:)?//", docs.Text);
    }

    [Fact]
    public async Task The_reference_names_every_call_of_the_contract()
    {
        var paths = (await shop.Anyone.GetAsync("/openapi/v1.json")).Body.GetProperty("paths").EnumerateObject().Select(p => p.Name.Replace("Id}", "}", StringComparison.Ordinal)).ToArray();
        foreach (var path in new[] { "/api/auth/register", "/api/auth/login", "/api/auth/refresh", "/api/auth/logout", "/api/me", "/api/sales", "/api/orders", "/api/admin/sales", "/api/admin/queue", "/api/admin/dead-letters" })
            Assert.Contains(path, paths);
    }

    [Fact]
    public async Task Its_meters_are_text_for_Prometheus()
    {
        var metrics = Expect.Status(200, await shop.Anyone.GetAsync("/metrics"));
        Assert.StartsWith("text/plain", metrics.ContentType, StringComparison.Ordinal);
        Assert.Matches("(?m)^# TYPE \\S+ counter$", metrics.Text);
    }

    [Fact]
    public async Task The_yardstick_answers_anyone_with_nothing() => Assert.Equal(204, (await shop.Anyone.PostAsync("/api/noop")).Status);

    [Fact]
    public async Task The_queue_has_its_figures()
    {
        var queue = Expect.Status(200, await shop.Admin.GetAsync("/api/admin/queue"));
        Expect.Members(queue.Body, "depth", "inFlight", "oldestAgeMs", "drainedPerSecond", "deadLetters", "workers", "retrying", "claims", "sales", "at");
        Expect.Moment(queue.Body.GetProperty("at"));
        Assert.All(queue.Body.GetProperty("workers").EnumerateArray(), w => Expect.Members(w, "id", "lastSeen", "inFlight"));
    }

    [Fact]
    public async Task A_recorded_order_is_no_dead_letter_and_an_unknown_letter_is_not_found()
    {
        var sale = await shop.SaleAsync();
        await shop.Shopper().HoldAsync(sale);
        await shop.Admin.BalancedAsync(sale);
        var letters = Expect.Status(200, await shop.Admin.GetAsync("/api/admin/dead-letters")).Body.EnumerateArray();
        Assert.DoesNotContain(letters, letter => letter.GetProperty("saleId").GetString() == sale);
        Expect.Refusal(404, "not_found", await shop.Admin.PostAsync("/api/admin/dead-letters/nosuch/retry"));
        Expect.Refusal(400, "invalid", await shop.Admin.DeleteAsync("/api/admin/dead-letters/nosuch"));
        Expect.Refusal(404, "not_found", await shop.Admin.DeleteAsync("/api/admin/dead-letters/nosuch?reason=none"));
    }

    [Fact]
    public async Task A_rebuild_of_a_healthy_sale_changes_nothing()
    {
        var sale = await shop.SaleAsync(quantity: 10, limit: 3);
        var ann = shop.Shopper();
        await ann.ConfirmAsync(sale);
        var held = Expect.Status(202, await ann.BuyAsync(sale, 1, "k")).Word("id");
        await shop.Admin.BalancedAsync(sale);
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/rebuild?dryRun=true"));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/rebuild"));

        Assert.Equal((8, 1, 1), await shop.Anyone.StockAsync(sale));
        Assert.Equal(held, Expect.Status(202, await ann.BuyAsync(sale, 1, "k")).Word("id"));
        Expect.Status(200, await ann.PayAsync(held));
        await ann.HoldAsync(sale);
        Expect.Refusal(409, "limit_reached", await ann.BuyAsync(sale));
        await shop.Admin.BalancedAsync(sale);
    }

    [Fact]
    public async Task Orders_can_be_taken_home_as_CSV_with_formulas_escaped()
    {
        var sale = await shop.SaleAsync(new SaleTerms { Product = new ProductTerms { Name = "=1+1" } });
        var order = await shop.Shopper().HoldAsync(sale);
        var csv = await Wait.UntilAsync(
            () => shop.Admin.GetAsync($"/api/admin/orders.csv?saleId={sale}"), a => a.Text.Contains(order, StringComparison.Ordinal), "the ledger has the order");
        Assert.Equal("text/csv", csv.ContentType);
        Assert.DoesNotMatch("(?m)(^|,)\"?=1\\+1", csv.Text);
    }

    private async Task<Answer> FollowAsync(string path)
    {
        var answer = await shop.Anyone.GetAsync(path);
        return answer.Headers.Location is { } there ? await shop.Anyone.GetAsync(there.ToString()) : answer;
    }
}
