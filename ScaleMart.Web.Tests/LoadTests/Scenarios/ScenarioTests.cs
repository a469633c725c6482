using ScaleMart.LoadTests;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Reports;
using ScaleMart.LoadTests.Running;
using ScaleMart.LoadTests.Scenarios;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Scenarios;

/// <summary>Each scenario played small at the shop of all tests, with everything that QA's run has but the length.</summary>
public sealed class ScenarioTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("rush")]
    [InlineData("refresh-storm")]
    [InlineData("late-surge")]
    [InlineData("back-door")]
    [InlineData("reconnect-churn")]
    [InlineData("mixed-day")]
    [InlineData("ten-thousand")]
    public async Task An_honest_shop_keeps_its_word(string scenario)
    {
        var report = await PlayAsync(scenario, o => o);
        AssertKept(report);
        Assert.True(report.Totals.Accepted > 0);
        Assert.NotNull(report.Steps.Single(s => s.Name == "buy").Latency);
        // The scenario itself has judged, not only what judges every sale.
        Assert.True(report.Verdict.Checks.Count > 14, string.Join(", ", report.Verdict.Checks.Select(c => c.Name)));
    }

    [Fact]
    public async Task A_bot_is_held_back_and_the_others_are_served()
    {
        var report = await PlayAsync("bots", o => o with { Limit = 3 });
        AssertKept(report);
        Assert.Equal(CheckState.Kept, report.Verdict.Checks.Single(c => c.Name == "rate limit").State);
        Assert.True(report.Totals.Outcomes["429 rate_limited"] > 0);
    }

    [Fact]
    public async Task A_shop_that_lets_more_through_than_it_should_breaks_its_word()
    {
        // The same shop, of which a stricter limit is expected.
        var report = await PlayAsync("bots", o => o with { Limit = 3, UserRate = 1 });
        Assert.Equal((CheckState.Broken, 1), (report.Verdict.Checks.Single(c => c.Name == "rate limit").State, report.Verdict.Exit));
        Assert.Contains("rate limit", report.Verdict.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_ordered_in_the_warm_up_counts_in_the_verdict_and_in_no_step()
    {
        var report = await PlayAsync("refresh-storm", o => o with { Burst = 0, WarmUp = 60, For = 60, Attempts = 30, Connections = 0, Rate = 200 });
        AssertKept(report);
        Assert.Equal((6, 0), (report.Totals.Accepted, report.Steps.Count));
    }

    internal static void AssertKept(RunReport report) => Assert.True(
        report.Verdict.State == CheckState.Kept, $"{report.Verdict.Sentence}\n{string.Join('\n', report.Verdict.Checks.Where(c => c.State != CheckState.Kept))}\n{string.Join('\n', report.Verdict.Faults)}");

    private Task<RunReport> PlayAsync(string scenario, Func<LoadOptions, LoadOptions> terms) => PlayAsync(shop, scenario, terms);

    internal static Task<RunReport> PlayAsync(ShopFixture shop, string scenario, Func<LoadOptions, LoadOptions> terms)
    {
        var card = Playbill.Find(scenario)!;
        var usual = card.Defaults(new LoadOptions());
        var options = usual with
        {
            Urls = [shop.Address],
            SigningKey = ShopSettings.SigningKey,
            UserRate = 10,
            Shoppers = 60,
            Stock = Math.Min(usual.Stock, 30),
            Rate = usual.Rate is null ? null : 60,
            Users = usual.Users is null ? null : 8,
            Burst = Math.Min(usual.Burst, 40),
            Connections = Math.Min(usual.Connections, 8),
            WarmUp = 0.3,
            For = 1,
        };
        return new Performance(card, terms(options), new HdrEngine(), new Screen(TextWriter.Null, isTerminal: false)).RunAsync();
    }
}
