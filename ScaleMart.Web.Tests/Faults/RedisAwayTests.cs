using System.Globalization;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// Redis cannot be reached while a crowd shops: nobody waits long for a refusal, pages show the last known stock and say so, and
/// when Redis is back the shop sells on by itself. Nothing that anybody was told of is lost.
/// </summary>
[Trait("stores", "own")]
public sealed class RedisAwayTests(ShopBehindWire wired, ITestOutputHelper output) : IClassFixture<ShopBehindWire>
{
    // One call's time-out, what notices it, and a busy machine; the shop once took two time-outs for each batch in turn.
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Away = Length.OfSeconds(4, 60);
    private readonly List<TimeSpan> _pages = [];

    [Fact]
    public Task Refused_for_a_while_every_answer_is_prompt_and_the_shop_recovers_alone() => SurviveAsync(w => w.Refuse(), w => w.Restore());

    [Fact]
    public Task Silent_for_a_while_every_answer_is_prompt_and_the_shop_recovers_alone() => SurviveAsync(w => w.Hold(), w => w.Release());

    [Fact]
    public Task Reset_in_mid_reply_for_a_while_every_answer_is_prompt_and_the_shop_recovers_alone() => SurviveAsync(w => w.Tears = true, w => w.Tears = false);

    private async Task SurviveAsync(Action<Relay> breaks, Action<Relay> mends)
    {
        var lot = await Lot.MakeAsync(wired.Shop.Admin, 4_000, 2);
        using var load = new Load(lot, [wired.Shop.Anyone.Http.BaseAddress!], Environment.TickCount);
        var slug = (await wired.Shop.Anyone.SaleAsync(lot.SaleId)).Word("slug");
        var recovered = TimeSpan.Zero;
        await Trial.RunAsync(load, wired.Stocktaking, async () =>
        {
            await Wait.UntilAsync(() => Task.FromResult(load.History.Count), n => n > 50, "the crowd shops");
            breaks(wired.Wire);
            try
            {
                await LookAsync(lot.SaleId, slug);
            }
            finally
            {
                mends(wired.Wire);
            }

            var mended = TimeProvider.System.GetTimestamp();
            await Wait.UntilAsync(() => load.Shopper("late").BuyAsync(lot.SaleId, "late"), o => o.Outcome == Outcome.Ok, "the shop sells again");
            recovered = TimeProvider.System.GetElapsedTime(mended);
            await Wait.UntilAsync(() => wired.Shop.Anyone.GetAsync("/healthz/ready"), r => r.Status == 200, "the shop is ready again");
            return 1;
        }, output);

        var refused = load.History.Where(o => o.Status == 503).Select(o => o.Returned - o.Invoked).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"away {Away.TotalSeconds} s: {refused.Count} refusals, the longest after {refused.Max().TotalSeconds:0.00} s; {_pages.Count} pages, the longest after {_pages.Max().TotalSeconds:0.00} s; sells again after {recovered.TotalSeconds:0.00} s"));
        Assert.True(refused.Count > 20, "The crowd noticed nothing.");
        Assert.InRange(refused.Max(), TimeSpan.Zero, Promptly);
        Assert.InRange(_pages.Max(), TimeSpan.Zero, Promptly);
        Assert.DoesNotContain(load.History, o => o.Status == 0);
    }

    private async Task LookAsync(string sale, string slug)
    {
        var broken = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(broken) < Away)
        {
            foreach (var path in new[] { "/", $"/sales/{slug}" })
            {
                var asked = TimeProvider.System.GetTimestamp();
                var page = Expect.Status(200, await wired.Shop.Anyone.GetAsync(path));
                _pages.Add(TimeProvider.System.GetElapsedTime(asked));
                Assert.Contains("as last known", page.Text, StringComparison.Ordinal);
            }

            var refusal = Expect.Refusal(503, "unavailable", await wired.Shop.Shopper("curious").BuyAsync(sale, 1_000, "c"));
            Assert.NotNull(refusal.Header("Retry-After"));
            Assert.Contains("a hold may exist", refusal.Word("detail"), StringComparison.Ordinal);
            Expect.Status(200, await wired.Shop.Anyone.GetAsync("/healthz/live"));
            await Task.Delay(100);
        }
    }
}
