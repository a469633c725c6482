using System.Text.RegularExpressions;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Queue.Dead;

/// <summary>What the ledger refused, from its search to its end, as an admin does it with a browser.</summary>
[Trait("stores", "own")]
[Collection(TroubledShop.Name)]
public sealed partial class LetterStoryTests(TroubledShop troubled)
{
    private readonly ShopFixture _shop = troubled.Shop;

    [Fact]
    public async Task Letters_are_found_inspected_discarded_by_rule_and_sent_again()
    {
        var sale = await _shop.SaleAsync(quantity: 10, limit: 1);
        var (ann, bob) = (_shop.Shopper("ann"), _shop.Shopper("bob"));
        var (one, other) = (await troubled.DeadAsync(sale, ann, "too red"), await troubled.DeadAsync(sale, bob, "too blue"));
        using var admin = await Visitor.AdminAsync(_shop);

        // Found: by its sale, its reason, its order, its shopper; and not by what it is not.
        foreach (var (query, hasOne, hasOther) in new[]
        {
            ($"sale={sale}", true, true), ("q=TOO+red", true, false), ($"q={other}", false, true), ($"user={ann.Id}", true, false),
            ($"sale={sale}&q=too&user={bob.Id}", false, true), ($"sale={sale}&q=green", false, false), ($"user={ann.Id}&q=too+blue", false, false),
        })
        {
            var list = await admin.GetAsync($"/admin/queue/dead?{query}");
            Assert.Equal((query, 200, hasOne, hasOther), (query, list.Status, Lists(list, one), Lists(list, other)));
            Assert.Equal(!hasOne && !hasOther, list.Html.Contains("None that fits", StringComparison.Ordinal));
        }

        // Inspected: what it is, what the ledger has, and that it may not go.
        var page = await admin.GetAsync(PathOf(one));
        Assert.Equal(200, page.Status);
        foreach (var word in new[] { one, "too red", ann.Id, "It may not be discarded", "The ledger has no version of it.", $"href=\"/admin/orders/{one}\"" }) Assert.Contains(word, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"{PathOf(one)}/discard", page.Html, StringComparison.Ordinal);
        Assert.Equal((302, PathOf(one)), await LocationAsync(admin.GetAsync($"{PathOf(one)}/discard")));
        var refused = await admin.PostAsync($"{PathOf(one)}/retry", $"{PathOf(one)}/discard", ("reason", "I insist"));
        Assert.Equal(409, refused.Status);
        Assert.Contains("Not discarded", refused.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"I insist\"", refused.Html, StringComparison.Ordinal);

        // Cancelled, it may: asked once, with a reason.
        Expect.Status(200, await _shop.Admin.PostAsync($"/api/admin/orders/{one}/cancel", new { reason = "it cannot be recorded" }));
        Assert.Contains("It may be discarded", (await admin.GetAsync(PathOf(one))).Html, StringComparison.Ordinal);
        var asked = await admin.GetAsync($"{PathOf(one)}/discard");
        Assert.Contains($"{one}: the dead letter is dropped", asked.Html, StringComparison.Ordinal);
        Assert.Equal(400, (await admin.PostAsync($"{PathOf(one)}/discard", $"{PathOf(one)}/discard", ("reason", " "))).Status);
        Assert.Equal(200, (await admin.GetAsync(PathOf(one))).Status);
        var gone = await admin.PostAsync($"{PathOf(one)}/discard", $"{PathOf(one)}/discard", ("reason", "cancelled, and never recorded"));
        Assert.Equal((302, "/admin/queue/dead?done=discarded"), (gone.Status, gone.Location));
        Assert.Equal(404, (await admin.GetAsync(PathOf(one))).Status);

        // Mended and sent again, the other arrives.
        troubled.Mend();
        Assert.False((await bob.OrderAsync(other)).Truth("recorded"));
        var sent = await admin.PostAsync($"{PathOf(other)}/retry", $"{PathOf(other)}/retry");
        Assert.Equal((302, "/admin/queue/dead?done=retried"), (sent.Status, sent.Location));
        Assert.Contains("Sent again", (await admin.GetAsync(sent.Location!)).Html, StringComparison.Ordinal);
        await Wait.UntilAsync(() => bob.OrderAsync(other), o => o.Truth("recorded"), "the order is recorded");
        Assert.Equal(404, (await admin.GetAsync(PathOf(other))).Status);
    }

    [Fact]
    public async Task All_of_one_reason_are_sent_again_by_one_act_that_says_how_many_and_nothing_else_is()
    {
        var (sale, elsewhere) = (await _shop.SaleAsync(quantity: 10, limit: 1), await _shop.SaleAsync());
        var reason = $"reason {Ids.New(6)}";
        string[] same = [await troubled.DeadAsync(sale, _shop.Shopper(), reason), await troubled.DeadAsync(elsewhere, _shop.Shopper(), reason)];
        var different = await troubled.DeadAsync(sale, _shop.Shopper(), "another");
        using var admin = await Visitor.AdminAsync(_shop);
        var page = await admin.GetAsync(PathOf(same[0]));
        var all = AllOfReason().Match(page.Html).Groups["url"].Value;

        var form = await admin.FormAsync(all);
        var question = await admin.GetAsync(all);
        Assert.Contains("Retry 2 dead letters?", question.Html, StringComparison.Ordinal);
        Assert.Contains(reason, question.Html, StringComparison.Ordinal);
        // What dies after the question was asked is not among what is sent.
        var late = await troubled.DeadAsync(sale, _shop.Shopper(), reason);
        troubled.Mend();
        Assert.Equal((302, "/admin/queue/dead?done=retried-all"), await LocationAsync(admin.PostRawAsync(all, form)));

        foreach (var id in same) Assert.Equal(404, (await admin.GetAsync(PathOf(id))).Status);
        foreach (var id in new[] { different, late }) Assert.Equal(200, (await admin.GetAsync(PathOf(id))).Status);
        // All of a sale, likewise.
        Assert.Contains("Retry 2 dead letters?", (await admin.GetAsync($"/admin/queue/dead/retry?sale={sale}")).Html, StringComparison.Ordinal);
        Assert.Equal(302, (await admin.PostAsync($"/admin/queue/dead/retry?sale={sale}", $"/admin/queue/dead/retry?sale={sale}")).Status);
        foreach (var id in new[] { different, late }) Assert.Equal(404, (await admin.GetAsync(PathOf(id))).Status);
        Assert.Equal((302, "/admin/queue/dead?done=none"), await LocationAsync(admin.GetAsync($"/admin/queue/dead/retry?sale={sale}")));
        await _shop.Admin.BalancedAsync(sale);
    }

    [Fact]
    public async Task A_viewer_sees_everything_and_nothing_to_press()
    {
        var order = await troubled.DeadAsync(await _shop.SaleAsync(), _shop.Shopper(), "for a viewer");
        using var viewer = await troubled.ViewerAsync();
        using var admin = await Visitor.AdminAsync(_shop);

        foreach (var (path, press) in new[] { (PathOf(order), $"{PathOf(order)}/retry"), ($"/admin/queue/dead?q={order}", "/admin/queue/dead/retry?q=") })
        {
            Assert.Contains(press, (await admin.GetAsync(path)).Html, StringComparison.Ordinal);
            var seen = await viewer.GetAsync(path);
            Assert.Contains(order, seen.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("/retry", seen.Html, StringComparison.Ordinal);
        }

        Assert.Equal((302, PathOf(order)), await LocationAsync(viewer.GetAsync($"{PathOf(order)}/retry")));
        Assert.Equal(403, (await viewer.PostRawAsync($"{PathOf(order)}/retry", new Dictionary<string, string>())).Status);
        Assert.Equal(200, (await viewer.GetAsync(PathOf(order))).Status);
    }

    private static string PathOf(string id) => $"/admin/queue/dead/{id}";

    private static bool Lists(Seen list, string id) => list.Html.Contains($"href=\"{PathOf(id)}\"", StringComparison.Ordinal);

    [GeneratedRegex("href=\"(?<url>[^\"]+)\">Retry all with this reason")]
    private static partial Regex AllOfReason();

    private static async Task<(int, string?)> LocationAsync(Task<Seen> seen) => ((await seen).Status, (await seen).Location);
}
