using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>What MongoDB will not have, from its first refusal to its end, over HTTP.</summary>
[Trait("stores", "own")]
public sealed class DeadLetterTests
{
    private const string Letters = "/api/admin/dead-letters";

    [Fact]
    public async Task Orders_that_cannot_be_written_are_seen_cancelled_refunded_or_sent_again_and_then_gone()
    {
        await using var stores = await ShopStores.FaultyAsync();
        await using var shop = ShopFixture.With(stores.Settings.Append(KeyValuePair.Create("Orders:RetryMilliseconds", "1")).ToDictionary());
        await shop.InitializeAsync();
        var sale = await shop.SaleAsync(quantity: 10, limit: 1);
        var (ann, bob, cid, dee) = (shop.Shopper("ann"), shop.Shopper("bob"), shop.Shopper("cid"), shop.Shopper("dee"));
        foreach (var poisoned in new[] { ann, bob, cid }) stores.Faulty.Poison("userId", poisoned.Id);

        var (held, sold, kept, fine) = (await ann.HoldAsync(sale), await bob.ConfirmAsync(sale), await cid.HoldAsync(sale), await dee.HoldAsync(sale));
        var retrying = await Wait.UntilAsync(() => shop.Admin.GetAsync("/api/admin/queue"), q => q.Body.GetProperty("retrying").GetArrayLength() > 0, "something waits for its next try");
        var entry = retrying.Body.GetProperty("retrying")[0];
        Expect.Members(entry, "id", "saleId", "attempts", "nextTry", "reason");
        Expect.Moment(entry.GetProperty("nextTry"));
        Assert.Contains("document failed validation", entry.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var dead = await DeadAsync(shop, 3);
        Assert.All(dead.Body.EnumerateArray(), l => Assert.Equal((5, sale), (l.GetProperty("attempts").GetInt32(), l.GetProperty("saleId").GetString())));
        Assert.True((await dee.OrderAsync(fine)).Truth("recorded"));
        Assert.False((await ann.OrderAsync(held)).Truth("recorded"));
        var audit = await shop.Admin.BalancedAsync(sale);
        Assert.Equal((3, 6, 3, 1), (audit.Number("deadLetters"), audit.Number("available"), audit.Number("held"), audit.Number("sold")));

        // Live orders stay; and a viewer only looks.
        foreach (var id in new[] { held, sold, kept }) Expect.Refusal(409, "not_in_ledger", await DiscardAsync(shop.Admin, id));
        Expect.Status(200, await shop.Viewer.GetAsync(Letters));
        Expect.Refusal(403, "forbidden", await DiscardAsync(shop.Viewer, held));

        // Cancelled or refunded, the newer version cannot be written either; then the letter may go.
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/orders/{held}/cancel", new { reason = "it cannot be recorded" }));
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/orders/{sold}/refund", new { reason = "it cannot be recorded" }));
        await shop.Admin.BalancedAsync(sale);
        var newer = Expect.Status(200, await shop.Admin.GetAsync(Letters));
        Assert.Equal(["cancelled", "refunded"], new[] { held, sold }.Select(id => Of(newer, id).GetProperty("order").GetProperty("status").GetString()));
        foreach (var id in new[] { held, sold }) Expect.Status(204, await DiscardAsync(shop.Admin, id));
        Expect.Refusal(404, "not_found", await DiscardAsync(shop.Admin, held));

        // Mended and sent again, it arrives.
        stores.Faulty.Mend();
        Expect.Status(204, await shop.Admin.PostAsync($"{Letters}/{kept}/retry"));
        await Wait.UntilAsync(() => cid.OrderAsync(kept), o => o.Truth("recorded"), "the order is recorded");

        await DeadAsync(shop, 0);
        audit = await shop.Admin.BalancedAsync(sale);
        Assert.Equal((0, 8, 2, 0), (audit.Number("deadLetters"), audit.Number("available"), audit.Number("held"), audit.Number("sold")));
    }

    private static Task<Answer> DeadAsync(ShopFixture shop, int count) => Wait.UntilAsync(() => shop.Admin.GetAsync(Letters), l => l.Body.GetArrayLength() == count, $"there are {count} dead letters");

    private static Task<Answer> DiscardAsync(ShopClient who, string id) => who.DeleteAsync($"{Letters}/{id}?reason=for+a+test");

    private static System.Text.Json.JsonElement Of(Answer letters, string id) => letters.Body.EnumerateArray().FirstOrDefault(l => l.GetProperty("id").GetString() == id);
}
