using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Runner;

/// <summary>In a shop that tests share, each finds what it caused itself and nothing that another caused.</summary>
public sealed class ShopLogTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly string Other = new('b', 64);
    private readonly TestRun _test = new(TestTrace.TestId!, TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task What_the_shop_logs_for_a_tests_request_is_the_tests()
    {
        var absent = $"absent-{Ids.New()}";
        Expect.Status(404, await shop.Admin.PostAsync($"/api/admin/sales/{absent}/pause"));
        Assert.Single(shop.Log.LinesOf(_test), line => line.Contains($"sale.pause on sale:{absent}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_shop_logs_for_another_tests_request_is_not()
    {
        var absent = $"absent-{Ids.New()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/admin/sales/{absent}/pause");
        request.Headers.Add(TestTrace.HeaderName, TestTrace.HeaderOf(Other));
        request.Headers.Add("Authorization", $"Bearer {shop.Admin.Token}");
        using var answer = await shop.Anyone.Http.SendAsync(request);

        Assert.DoesNotContain(shop.Log.LinesOf(_test), line => line.Contains(absent, StringComparison.Ordinal));
        var other = new TestRun(Other, TimeProvider.System.GetUtcNow());
        Assert.Single(shop.Log.LinesOf(other), line => line.Contains($"sale.pause on sale:{absent}", StringComparison.Ordinal));
    }

    [Fact]
    public void An_error_in_the_tests_trace_is_found()
    {
        LogIn(TestTrace.TestId!, LogLevel.Error, "It broke here.");
        Assert.EndsWith("It broke here.", Assert.Single(shop.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_another_tests_trace_is_not()
    {
        LogIn(Other, LogLevel.Error, "It broke elsewhere.");
        Assert.Empty(shop.Errors);
        Assert.Contains(shop.Log.ErrorsOf(Other), e => e.EndsWith("It broke elsewhere.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_of_background_work_is_found_if_it_names_the_tests_sale()
    {
        var (sale, another) = (await shop.SaleAsync(), Ids.New());
        LogIn(null, LogLevel.Error, $"Sale {sale} is broken.");
        LogIn(null, LogLevel.Error, $"Sale {another} is broken.");
        Assert.EndsWith($"Sale {sale} is broken.", Assert.Single(shop.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_of_background_work_are_shown_if_they_came_while_the_test_ran()
    {
        var words = $"The store is slow {Ids.New()}";
        LogIn(null, LogLevel.Warning, words);
        Assert.Contains(shop.Log.LinesOf(_test), line => line.EndsWith(words, StringComparison.Ordinal));
        var later = _test with { StartedAt = TimeProvider.System.GetUtcNow().AddMinutes(1) };
        Assert.DoesNotContain(shop.Log.LinesOf(later), line => line.EndsWith(words, StringComparison.Ordinal));
        Assert.Empty(shop.Errors);
    }

    [Fact]
    public async Task A_shop_of_the_tests_own_has_nothing_but_its_errors()
    {
        await using var own = ShopFixture.With(new Dictionary<string, string>());
        Log(own.Log, Other, LogLevel.Error, "It broke in the background.");
        Assert.Single(own.Errors);
    }

    [Fact]
    public void No_more_lines_are_shown_than_help_and_the_rest_are_counted()
    {
        for (var n = 0; n < 100; n++) LogIn(TestTrace.TestId!, LogLevel.Information, $"Line {n}.");
        var lines = shop.Log.LinesOf(_test);
        Assert.Equal((81, "(20 earlier lines)"), (lines.Count, lines[0]));
        Assert.EndsWith("Line 99.", lines[^1], StringComparison.Ordinal);
    }

    private void LogIn(string? test, LogLevel level, string words) => Log(shop.Log, test, level, words);

    private static void Log(ShopLog log, string? test, LogLevel level, string words)
    {
        var before = Activity.Current;
        Activity.Current = null;
        using var activity = test is null ? null : new Activity("request").SetParentId(TestTrace.HeaderOf(test)).Start();
        log.CreateLogger("ScaleMart.Test").Log(level, 0, words, null, (said, _) => said);
        activity?.Stop();
        Activity.Current = before;
    }
}
