using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>axe looks for what keeps people with a screen reader, a keyboard or weak eyes out.</summary>
public sealed class AxeTests(DemoShop demo, Chromium chromium) : IClassFixture<DemoShop>
{
    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Axe_finds_nothing_serious_on_any_page(int width, ColorScheme scheme)
    {
        var found = new List<string>();
        await Tour.WalkAsync(chromium, demo, width, scheme, _ => Task.CompletedTask, async (page, scene, _) =>
            found.AddRange(Serious(await page.RunAxe()).Select(f => $"{scene.Name} ({scene.Url}): {f}")));
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task A_page_that_kept_somebody_out_would_be_found()
    {
        var page = await chromium.PageAsync(demo.Shop.Address, 390);
        await page.GotoAsync("/account/signin");
        await page.EvaluateAsync("document.querySelectorAll('main label').forEach(l => l.remove())");
        Assert.Contains(Serious(await page.RunAxe()), f => f.StartsWith("label: ", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    private static IEnumerable<string> Serious(AxeResult result) =>
        from violation in result.Violations
        where violation.Impact is "serious" or "critical"
        from node in violation.Nodes
        select $"{violation.Id}: {node.Html} {string.Join(' ', node.Any.Select(c => c.Message))}";
}
