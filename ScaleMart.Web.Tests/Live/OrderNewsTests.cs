using System.Text.Json;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class OrderNewsTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task An_owner_hears_of_every_step_and_of_the_ledger_as_the_api_shows_it()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        await using var listener = await ListenAsync(ann);
        var order = await ann.HoldAsync(sale);
        await HearsAsync(listener, order, "held");
        await listener.HearsAsync("orderChanged", n => Id(n) == order && n.GetProperty("recorded").GetBoolean(), "it is in the ledger");

        Expect.Status(200, await ann.PayAsync(order));
        await HearsAsync(listener, order, "paying");
        var told = await HearsAsync(listener, order, "confirmed");
        var asked = (await ann.OrderAsync(order)).Body;
        Assert.Equal(asked.EnumerateObject().Select(m => m.Name), told.EnumerateObject().Select(m => m.Name));
        Assert.Equal(asked.GetProperty("timeline").GetRawText(), told.GetProperty("timeline").GetRawText());

        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/orders/{order}/refund", new { reason = "broken" }));
        await HearsAsync(listener, order, "refunded");
    }

    [Fact]
    public async Task A_declined_card_and_a_cancellation_are_told()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        await using var listener = await ListenAsync(ann);
        var order = await ann.HoldAsync(sale);
        Expect.Status(402, await ann.PayAsync(order, "tok_declined"));
        await listener.HearsAsync("orderChanged", n => Id(n) == order && Events(n).EndsWith("declined", StringComparison.Ordinal), "the card was declined");
        Expect.Status(200, await ann.CancelAsync(order));
        await HearsAsync(listener, order, "cancelled");
    }

    [Fact]
    public async Task A_charge_that_comes_after_the_shoppers_answer_is_told()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        await using var listener = await ListenAsync(ann);
        var order = await ann.HoldAsync(sale);
        Expect.Status(202, await ann.PayAsync(order, "tok_slow"));
        await HearsAsync(listener, order, "confirmed");
    }

    [Fact]
    public async Task A_hold_that_lapses_is_told()
    {
        var sale = await shop.SaleAsync(holdSeconds: 10);
        var ann = shop.Shopper();
        await using var listener = await ListenAsync(ann);
        await HearsAsync(listener, await ann.HoldAsync(sale), "expired");
    }

    [Fact]
    public async Task Nobody_hears_of_anothers_order()
    {
        var sale = await shop.SaleAsync();
        var (ann, bob) = (shop.Shopper(), shop.Shopper("bob"));
        await using var listener = await ListenAsync(bob);
        await using var anyone = await Listener.AtAsync(shop.Address);
        await using var hers = await ListenAsync(ann);
        await anyone.WatchAsync(sale);
        var order = await ann.HoldAsync(sale);
        await HearsAsync(hers, order, "held");
        await HearsAsync(listener, await bob.HoldAsync(sale), "held");
        await anyone.HearsAsync("stockChanged", n => n.GetProperty("held").GetInt32() == 2, "both are held");
        Assert.DoesNotContain(listener.Heard("orderChanged"), n => Id(n) == order);
        Assert.Empty(anyone.Heard("orderChanged"));
    }

    [Fact]
    public async Task Each_of_an_owners_browsers_hears()
    {
        var sale = await shop.SaleAsync();
        var ann = shop.Shopper();
        await using var phone = await ListenAsync(ann);
        await using var desk = await ListenAsync(ann);
        var order = await ann.HoldAsync(sale);
        await HearsAsync(phone, order, "held");
        await HearsAsync(desk, order, "held");
    }

    private Task<Listener> ListenAsync(ShopClient shopper) => Listener.AtAsync(shop.Address, ShopSettings.Mint.Mint(shopper.Id));

    private static Task<JsonElement> HearsAsync(Listener listener, string order, string status) =>
        listener.HearsAsync("orderChanged", n => Id(n) == order && n.GetProperty("status").GetString() == status, $"{order} is {status}");

    private static string Id(JsonElement news) => news.GetProperty("id").GetString()!;

    private static string Events(JsonElement news) => string.Join(' ', news.GetProperty("timeline").EnumerateArray().Select(e => e.GetProperty("event").GetString()));
}
