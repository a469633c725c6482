using System.Text.Json;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class OrderPlacementTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task An_accepted_order_is_answered_whole_and_takes_its_units()
    {
        var sale = await shop.SaleAsync(quantity: 10, limit: 3, holdSeconds: 120);
        var answer = Expect.Status(202, await shop.Shopper().BuyAsync(sale, 3));

        IsAnOrder(answer.Body);
        Assert.Equal((sale, "Test lamp", 3, "EUR", "held"), (answer.Word("saleId"), answer.Word("productName"), answer.Number("quantity"), answer.Word("currency"), answer.Word("status")));
        Assert.Equal((19.5m, 58.5m), (answer.Body.GetProperty("unitPrice").GetDecimal(), answer.Body.GetProperty("total").GetDecimal()));
        Assert.Equal($"/api/orders/{answer.Word("id")}", answer.Header("Location"));
        Assert.Null(answer.Header("Idempotency-Replayed"));
        var hold = Expect.Moment(answer.Body.GetProperty("holdExpiresAt")) - Expect.Moment(answer.Body.GetProperty("acceptedAt"));
        Assert.Equal(120, hold.TotalSeconds, 1.0);
        Assert.Equal((7, 3, 0), await shop.Anyone.StockAsync(sale));
    }

    [Fact]
    public async Task Its_owner_finds_it_by_id_and_in_the_list_newest_first()
    {
        var sale = await shop.SaleAsync(limit: 2);
        var ann = shop.Shopper();
        var first = await ann.HoldAsync(sale);
        var second = await ann.HoldAsync(sale);

        var found = Expect.Status(200, await ann.OrderAsync(first));
        IsAnOrder(found.Body);
        Assert.Equal(first, found.Word("id"));
        var listed = Expect.Status(200, await ann.OrdersAsync()).Body.EnumerateArray().ToArray();
        Assert.Equal([second, first], listed.Select(o => o.GetProperty("id").GetString()));
        Assert.All(listed, IsAnOrder);
    }

    [Fact]
    public async Task It_is_recorded_in_the_ledger_soon_after()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        var order = await ann.HoldAsync(sale);
        await Wait.UntilAsync(() => ann.OrderAsync(order), a => a.Truth("recorded"), "the order is recorded");
    }

    [Fact]
    public async Task A_shopper_without_orders_has_an_empty_list() =>
        Assert.Equal("[]", Expect.Status(200, await shop.Shopper().OrdersAsync()).Text);

    [Fact]
    public async Task A_new_order_has_one_event_in_its_timeline()
    {
        var answer = await shop.Shopper().BuyAsync(await shop.SaleAsync());
        var only = Assert.Single(answer.Body.GetProperty("timeline").EnumerateArray());
        Expect.Members(only, "at", "event");
        Assert.Equal("held", only.GetProperty("event").GetString());
        Expect.Moment(only.GetProperty("at"));
    }

    [Fact]
    public async Task The_audit_counts_what_was_placed_paid_and_cancelled()
    {
        var sale = await shop.SaleAsync(quantity: 10, limit: 2);
        await shop.Shopper().HoldAsync(sale, 2);
        await shop.Shopper().ConfirmAsync(sale);
        var bob = shop.Shopper("bob");
        Expect.Status(200, await bob.CancelAsync(await bob.HoldAsync(sale)));

        var audit = await shop.Admin.BalancedAsync(sale);
        Expect.Members(
            audit.Body, "saleId", "settled", "sequence", "total", "available", "held", "sold", "queued", "inFlight", "deadLetters",
            "ledger", "oversold", "undersold", "duplicates", "balanced");
        Assert.Equal((10, 7, 2, 1), (audit.Number("total"), audit.Number("available"), audit.Number("held"), audit.Number("sold")));
        var ledger = audit.Body.GetProperty("ledger");
        Expect.Members(ledger, "held", "paying", "confirmed", "cancelled", "expired", "refunded");
        Assert.Equal((1, 0, 1, 1), (Count("held"), Count("paying"), Count("confirmed"), Count("cancelled")));
        Assert.Equal((0, 0), (Count("expired"), Count("refunded")));

        int Count(string status) => ledger.GetProperty(status).GetInt32();
    }

    private static void IsAnOrder(JsonElement json) => Expect.Members(
        json, "id", "saleId", "productName", "quantity", "unitPrice", "total", "currency", "status", "acceptedAt", "holdExpiresAt", "recorded", "timeline");
}
