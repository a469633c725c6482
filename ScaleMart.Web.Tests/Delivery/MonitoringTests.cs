using System.Text.RegularExpressions;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

[Trait("stores", "own")]
public sealed partial class MonitoringTests(LoneShop shop) : IClassFixture<LoneShop>
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "monitoring.md"));

    [Fact]
    public async Task Every_figure_that_the_shop_shows_is_explained()
    {
        var sale = await SaleMaker.MakeAsync(shop.Admin, 5, 1);
        var shopper = shop.Shopper("ann");
        await using var listener = await Listener.AtAsync(shop.Anyone.Http.BaseAddress!);
        await listener.WatchAsync(sale);
        await shopper.SeeAsync(await shopper.HoldAsync(sale), "held");
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/sales/{sale}/rebuild"));
        var shown = await Wait.UntilAsync(
            async () => Shown().Matches((await shop.Anyone.GetAsync("/metrics")).Text).Select(m => m.Groups[1].Value).ToArray(),
            names => names.Contains("scalemart_drain_orders_total") && names.Contains("scalemart_queue_depth") && names.Contains("scalemart_live_messages_total"), "the shop shows its figures");
        // A name ending in "…" stands for all that begin so.
        var explained = Explained().Matches(Page).Select(m => m.Groups[1].Value).ToArray();
        Assert.All(shown.Except(["target_info"]), name =>
            Assert.Contains(explained, e => e == name || (e.EndsWith('…') && name.StartsWith(e.TrimEnd('…'), StringComparison.Ordinal))));
        Assert.Empty(explained.Where(e => e.StartsWith("scalemart_", StringComparison.Ordinal)).Except(shown));
    }

    [Fact]
    public void Every_figure_and_every_alert_of_the_rules_is_explained()
    {
        var rules = File.ReadAllText(Repository.PathOf("deploy", "prometheus", "alerts.yml"));
        var named = Figure().Matches(rules).Select(m => Part().Replace(m.Value, "")).Concat(Alert().Matches(rules).Select(m => m.Groups[1].Value)).ToArray();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^# TYPE (\S+)", RegexOptions.Multiline)]
    private static partial Regex Shown();

    [GeneratedRegex("`([a-z_]+_[a-z_]+…?)`")]
    private static partial Regex Explained();

    [GeneratedRegex(@"\b(scalemart|http_server)_\w+")]
    private static partial Regex Figure();

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex Part();

    [GeneratedRegex(@"alert: (\w+)")]
    private static partial Regex Alert();
}
