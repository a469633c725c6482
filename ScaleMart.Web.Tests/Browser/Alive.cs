using Microsoft.Playwright;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>What tests of living pages do with them: open one and wait until it is live, sign in as a shopper who can also be told what to do by API.</summary>
internal static class Alive
{
    private const string Password = "correct horse battery";

    /// <summary>How long a browser on a busy machine may take; a page that does not change at all fails by it.</summary>
    public const float Patience = 30_000;

    public static LocatorAssertionsToBeVisibleOptions Seen => new() { Timeout = Patience };

    public static LocatorAssertionsToHaveTextOptions Told => new() { Timeout = Patience };

    /// <summary>The page of a sale, once it says who is watching.</summary>
    public static async Task OpenLiveAsync(this IPage page, ShopClient anyone, string sale)
    {
        await page.GotoAsync(await UrlAsync(anyone, sale));
        await page.ShouldBeLiveAsync();
        await page.DrawnAsync();
    }

    /// <summary>What moves while the fonts load is not counted by <see cref="ShiftAsync"/>.</summary>
    public static Task DrawnAsync(this IPage page) =>
        page.EvaluateAsync("document.fonts.ready.then(() => { window.drawnAt = performance.now(); })");

    public static Task ShouldBeLiveAsync(this IPage page) => Assertions.Expect(page.Locator("[data-pulse=live]")).ToBeVisibleAsync(Seen);

    public static async Task<string> UrlAsync(ShopClient anyone, string sale) => $"/sales/{(await anyone.SaleAsync(sale)).Word("slug")}";

    /// <summary>Opens an account, signs the browser in, and answers the same person as a program.</summary>
    public static async Task<ShopClient> SignInAsync(this IPage page, ShopClient anyone)
    {
        var email = $"ann-{Ids.New(10)}@example.test";
        var id = Expect.Status(201, await anyone.PostAsync("/api/auth/register", new { email, password = Password, name = "Ann Chovy" })).Word("id");
        await page.GotoAsync("/account/signin?returnUrl=%2Faccount");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ann Chovy" })).ToBeVisibleAsync(Seen);
        return anyone.As(id, ShopSettings.Mint.Mint(id));
    }

    public static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = name });

    /// <summary>A text that is seen, and not one of those that stand hidden in its place.</summary>
    public static ILocator Text(this IPage page, string text) => page.GetByRole(AriaRole.Main).GetByText(text).And(page.Locator(":visible")).First;

    public static Task ShouldSeeAsync(this IPage page, string text) => Assertions.Expect(page.Text(text)).ToBeVisibleAsync(Seen);

    /// <summary>What moved on the page since it was live, apart from what somebody's own press moved; 0 is nothing.</summary>
    public static Task<double> ShiftAsync(this IPage page) => page.EvaluateAsync<double>(
        "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput && e.startTime > (window.drawnAt ?? 0)) sum += e.value; }).observe({ type: 'layout-shift', buffered: true }); setTimeout(() => done(sum), 300); })");

    /// <summary>Takes a picture where the run was asked for pictures: encoding and carrying one costs a second of a processor.</summary>
    public static async Task PictureAsync(this IPage page, string name, string folder = "live")
    {
        if (!TakesPictures) return;
        var path = Repository.PathOf("artifacts", "screenshots", folder, $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
    }

    private static bool TakesPictures { get; } = Environment.GetEnvironmentVariable("SCALEMART_TEST_SCREENSHOTS") switch
    {
        null or "" or "no" => false,
        "yes" => true,
        var other => throw new InvalidOperationException($"SCALEMART_TEST_SCREENSHOTS is '{other}'; it may be 'yes' or 'no'."),
    };
}
