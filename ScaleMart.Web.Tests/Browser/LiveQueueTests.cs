using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Pages.Admin.Queue;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>The queue monitor in a browser: drawn anew while somebody looks, and honest when it cannot be.</summary>
[Trait("stores", "own")]
[Collection(TroubledShop.Name)]
public sealed class LiveQueueTests(TroubledShop troubled, Chromium chromium)
{
    [Fact]
    public async Task It_draws_itself_anew_and_says_when_it_cannot()
    {
        var page = await chromium.PageAsync(troubled.Shop.Address, 1280);
        await page.GotoAsync("/account/signin");
        await page.GetByLabel("E-mail").FillAsync(ShopSettings.AdminEmail);
        await page.GetByLabel("Password").FillAsync(ShopSettings.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/signin"));
        await page.Clock.InstallAsync(); // Its two seconds pass when the test says so.
        await page.GotoAsync("/admin/queue");
        var link = page.GetByRole(AriaRole.Link, new() { Name = "Search all" });
        await link.FocusAsync();

        var order = await troubled.DeadAsync(await troubled.Shop.SaleAsync(), troubled.Shop.Shopper(), "seen as it happens");
        await page.Clock.RunForAsync(2_600);
        await page.ShouldBeLiveAsync();
        await Assertions.Expect(page.Locator($"a[href='/admin/queue/dead/{order}']")).ToBeVisibleAsync(Alive.Seen);
        await Assertions.Expect(link).ToBeFocusedAsync();

        await page.RouteAsync("**/admin/queue?handler=*", route => route.AbortAsync());
        await page.Clock.RunForAsync(2_600);
        await Assertions.Expect(page.Locator("[data-pulse=lost]")).ToHaveTextAsync(new Regex("^Not live: the queue as it stood at [0-9:]{8} UTC$"), Alive.Told);
        await Assertions.Expect(page.Locator("#say")).ToHaveTextAsync(new Regex("^Not live"));
        await Assertions.Expect(page.Locator($"a[href='/admin/queue/dead/{order}']")).ToBeVisibleAsync();

        await page.UnrouteAllAsync();
        await page.Clock.RunForAsync(2_600);
        await page.ShouldBeLiveAsync();
        await page.Context.CloseAsync();
    }
}
