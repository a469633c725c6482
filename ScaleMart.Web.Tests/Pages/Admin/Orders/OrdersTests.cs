using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Orders;

public sealed class OrdersTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task An_order_is_found_by_its_id_its_sale_its_state_and_its_users_id_the_moment_it_is_accepted()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        foreach (var question in new[] { $"query={order}", $"query={order[..^4]}", $"query={ann.Id}", $"saleId={sale}", $"saleId={sale}&status=held", $"query={sale[..6]}&saleId={sale}", "from=2020-01-01T00:00&saleId=" + sale })
        {
            var seen = await admin.GetAsync($"/admin/orders?{question}");
            Assert.Equal(200, seen.Status);
            Assert.Contains($"href=\"/admin/orders/{order}\"", seen.Html, StringComparison.Ordinal);
            Assert.Contains("1 order, newest first", seen.Html, StringComparison.Ordinal);
        }

        foreach (var question in new[] { $"saleId={sale}&status=confirmed", $"query={order}x", $"query=nobody&saleId={sale}", $"saleId={sale}&to=2020-01-01T00:00" })
        {
            var seen = await admin.GetAsync($"/admin/orders?{question}");
            Assert.Equal(200, seen.Status);
            Assert.Contains("No order fits", seen.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_registered_shoppers_orders_are_found_by_their_e_mail_and_by_its_beginning()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var name = Ids.New(10);
        var registered = Expect.Status(201, await shop.Anyone.PostAsync("/api/auth/register", new { email = $"{name}@example.test", password = "correct horse battery", name = "Ann" }));
        var id = registered.Word("id");
        var order = await shop.Anyone.As(id, ShopSettings.Mint.Mint(id)).HoldAsync(await shop.SaleAsync());
        foreach (var words in new[] { $"{name}@example.test", $"{name.ToUpperInvariant()}@Example.test", name, id })
        {
            var seen = await admin.GetAsync($"/admin/orders?query={words}");
            Assert.Contains($"href=\"/admin/orders/{order}\"", seen.Html, StringComparison.Ordinal);
            Assert.Contains($">{name}@example.test</a>", seen.Html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("from=soon", "Accepted from (UTC) must be a date and a time", "value=\"soon\"")]
    [InlineData("status=sold", "Status must be one of held, paying", "<option value=\"sold\" selected")]
    [InlineData("saleId=nosuchsale", "Sale must be one of the shop's sales", "<option value=\"nosuchsale\" selected")]
    [InlineData("from=2026-01-02T10:00&to=2026-01-02T10:00", "must be later than “Accepted from (UTC)”", "value=\"2026-01-02T10:00\"")]
    [InlineData("after=later", "The page’s address must be", "id=\"faults\"")]
    public async Task What_cannot_be_understood_is_said_beside_its_field_and_what_was_typed_stays(string question, string words, string kept)
    {
        using var admin = await Visitor.AdminAsync(shop);
        var seen = await admin.GetAsync($"/admin/orders?query=ann&{question}");
        Assert.Equal(400, seen.Status);
        Assert.Contains(words, seen.Html, StringComparison.Ordinal);
        Assert.Contains(kept, seen.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"ann\"", seen.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_to_take_along_has_the_rows_of_the_list_and_nothing_else()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var (kept, dropped) = (await shop.Shopper().HoldAsync(sale), await shop.Shopper().HoldAsync(sale));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/orders/{dropped}/cancel", new { reason = "a test" }));

        var csv = await admin.GetAsync($"/admin/orders?handler=csv&saleId={sale}&status=held");

        Assert.Equal((200, "text/csv", "attachment; filename=\"orders.csv\""), (csv.Status, csv.Answer.Content.Headers.ContentType!.MediaType, csv.Answer.Content.Headers.ContentDisposition!.ToString()));
        var lines = csv.Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{kept},{sale},", lines[1], StringComparison.Ordinal);
        Assert.Equal(400, (await admin.GetAsync("/admin/orders?handler=csv&status=sold")).Status);
    }

    [Fact]
    public async Task An_orders_page_tells_what_happened_what_each_store_says_and_whose_it_is()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.ConfirmAsync(sale, 2);
        await shop.Admin.BalancedAsync(sale);

        var seen = await admin.GetAsync($"/admin/orders/{order}");

        Assert.Equal(200, seen.Status);
        foreach (var words in new[] { "They agree", "Payment begun", "Attempt 1: charged", "Not in the queue", $"/admin/users/{ann.Id}", $"/admin/sales/{sale}", $"/admin/orders/{order}/refund" }) Assert.Contains(words, seen.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/admin/orders/{order}/cancel", seen.Html, StringComparison.Ordinal);
        Assert.Equal(404, (await admin.GetAsync("/admin/orders/nosuchsale-nosuchorder")).Status);
    }
}
