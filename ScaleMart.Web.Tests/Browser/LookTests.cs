using Microsoft.Playwright;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>
/// Every page in every state: it is light, fits a small phone, does nothing that its policy forbids, asks nobody else for anything,
/// and leaves its picture in artifacts/screenshots.
/// </summary>
public sealed class LookTests(DemoShop demo, Chromium chromium) : IClassFixture<DemoShop>
{
    private const int MostBytes = 50_000;

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public Task Every_page_can_be_looked_at(int width, ColorScheme scheme) =>
        VisitAsync(width, scheme, async (page, scene) =>
        {
            var file = Repository.PathOf("artifacts", "screenshots", $"{width}-{scheme}".ToLowerInvariant(), $"{scene.Name}.png");
            // Pictures below the fold come only when they are scrolled to.
            await page.EvaluateAsync("Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode(); }))");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
        });

    [Fact]
    public Task No_page_scrolls_sideways_on_the_smallest_phone() =>
        VisitAsync(360, ColorScheme.Light, async (page, scene) =>
        {
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(width <= 360, $"{scene.Name} ({scene.Url}) is {width} px wide.");
        });

    // Requests and console are watched all the way.
    private async Task VisitAsync(int width, ColorScheme scheme, Func<IPage, Scene, Task> look)
    {
        List<string> wrongs = [];
        await Tour.WalkAsync(chromium, demo, width, scheme, page =>
        {
            wrongs = Watch(page);
            return Violations.ListenAsync(page);
        }, async (page, scene, answer) =>
        {
            await look(page, scene);
            Assert.Contains("script-src 'self';", await answer.HeaderValueAsync("content-security-policy"), StringComparison.Ordinal);
            Assert.Empty(await Violations.OnAsync(page));
            Assert.True((await answer.BodyAsync()).Length < MostBytes, $"{scene.Name} ({scene.Url}) is {(await answer.BodyAsync()).Length} bytes of HTML.");
            // The browser itself reports a page that is meant to be 404 as a failed resource.
            Assert.DoesNotContain(wrongs, w => scene.Status == 200 || !w.Contains($"{scene.Status}", StringComparison.Ordinal));
            wrongs.Clear();
        });
    }

    private List<string> Watch(IPage page)
    {
        var wrongs = new List<string>();
        page.Console += (_, said) => { if (said.Type is "error" or "warning") wrongs.Add($"{page.Url} said: {said.Text}"); };
        page.PageError += (_, fault) => wrongs.Add($"{page.Url} failed: {fault}");
        page.RequestFailed += (_, request) => wrongs.Add($"{page.Url} did not get {request.Url}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } there && there.Authority != demo.Shop.Address.Authority) wrongs.Add($"{page.Url} asked {request.Url}");
        };
        return wrongs;
    }
}
