using Microsoft.Playwright;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>
/// Every page in every state, each seen once on a phone and once on a desktop. It is light, keeps to its policy, asks no other host
/// for anything, is accessible, and fits a small phone. <c>./test.sh --screenshots</c> has its pictures taken, too: they cost more than
/// all that is asserted here.
/// </summary>
[Collection(nameof(DemoShop))]
public sealed class PageTests(DemoShop demo, Chromium chromium)
{
    private const int MostBytes = 50_000;
    private const int SmallestPhone = 360;

    /// <summary>A page is drawn for the first scheme, judged by axe in it, and then drawn again for the other.</summary>
    [Theory]
    [InlineData(390, ColorScheme.Dark, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Light, ColorScheme.Dark)]
    public async Task Every_page_is_light_accessible_self_contained_and_fits(int width, ColorScheme first, ColorScheme second)
    {
        List<string> faults = [], seen = [];
        await Tour.WalkAsync(chromium, demo, width, first, page =>
        {
            seen = Watch(page);
            return Violations.ListenAsync(page);
        }, async (page, scene, answer) =>
        {
            await PictureAsync(page, scene, width, first);
            var found = (await Axe.SeriousAsync(page)).Concat(await PolicyAsync(answer)).ToList();
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = second });
            await PictureAsync(page, scene, width, second);
            if (width < 600) found.AddRange(await OverflowAsync(page));
            found.AddRange(await Violations.OnAsync(page));
            // The browser itself reports a page that is meant to be 404 as a failed resource.
            found.AddRange(seen.Where(w => scene.Status == 200 || !w.Contains($"{scene.Status}", StringComparison.Ordinal)));
            faults.AddRange(found.Select(f => $"{scene.Name} ({scene.Url}): {f}"));
            seen.Clear();
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = first });
        });
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task A_page_that_kept_somebody_out_would_be_found()
    {
        var page = await chromium.PageAsync(demo.Shop.Address, 390);
        await page.GotoAsync("/account/signin");
        await page.EvaluateAsync("document.querySelectorAll('main label').forEach(l => l.remove())");
        Assert.Contains(await Axe.SeriousAsync(page), f => f.StartsWith("label: ", StringComparison.Ordinal));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_is_too_wide_for_the_smallest_phone_would_be_found()
    {
        var page = await chromium.PageAsync(demo.Shop.Address, 390);
        await page.GotoAsync("/account/signin");
        await page.EvaluateAsync("document.querySelector('main').style.minWidth = '380px'");
        Assert.NotEmpty(await OverflowAsync(page));
        await page.Context.CloseAsync();
    }

    private static async Task PictureAsync(IPage page, Scene scene, int width, ColorScheme scheme)
    {
        // Pictures below the fold come only when they are scrolled to. One that cannot be drawn fails here.
        await page.EvaluateAsync("Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode(); }))");
        await page.PictureAsync(scene.Name, $"{width}-{scheme}".ToLowerInvariant());
    }

    private static async Task<string[]> OverflowAsync(IPage page)
    {
        var before = page.ViewportSize!;
        await page.SetViewportSizeAsync(SmallestPhone, before.Height);
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        await page.SetViewportSizeAsync(before.Width, before.Height);
        return width > SmallestPhone ? [$"it is {width} px wide on a phone of {SmallestPhone}"] : [];
    }

    private static async Task<IReadOnlyList<string>> PolicyAsync(IResponse answer)
    {
        List<string> found = [];
        var policy = await answer.HeaderValueAsync("content-security-policy");
        if (policy?.Contains("script-src 'self';", StringComparison.Ordinal) != true) found.Add($"its policy is '{policy}'");
        var bytes = (await answer.BodyAsync()).Length;
        if (bytes >= MostBytes) found.Add($"it is {bytes} bytes of HTML");
        return found;
    }

    // Requests and console are watched all the way.
    private List<string> Watch(IPage page)
    {
        var seen = new List<string>();
        page.Console += (_, said) => { if (said.Type is "error" or "warning") seen.Add($"the console says: {said.Text}"); };
        page.PageError += (_, fault) => seen.Add($"it failed: {fault}");
        page.RequestFailed += (_, request) => seen.Add($"it did not get {request.Url}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } there && there.Authority != demo.Shop.Address.Authority)
                seen.Add($"it asked {request.Url}");
        };
        return seen;
    }
}
