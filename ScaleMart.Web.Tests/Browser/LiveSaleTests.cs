using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

public sealed class LiveSaleTests(ShopFixture shop, Chromium chromium) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task What_one_buys_moves_the_bar_in_anothers_browser(int width, ColorScheme scheme)
    {
        var sale = await shop.SaleAsync(quantity: 40, limit: 20);
        var page = await chromium.PageAsync(shop.Address, width, scheme);
        var other = await chromium.PageAsync(shop.Address, 390);
        await page.OpenLiveAsync(shop.Anyone, sale);
        await other.OpenLiveAsync(shop.Anyone, sale);
        await page.ShouldSeeAsync("2 watching");
        await shop.Shopper().HoldAsync(sale, 10);
        await Assertions.Expect(page.Locator("[data-count=available]")).ToHaveTextAsync("30", Alive.Told);
        await Assertions.Expect(page.Locator("[data-bar=free]")).ToHaveAttributeAsync("width", "75%");
        await Assertions.Expect(page.Locator("[data-bar=held]")).ToHaveAttributeAsync("width", "100%");
        await page.ShouldSeeAsync(", may come back");
        await shop.Shopper().HoldAsync(sale, 20);
        await Assertions.Expect(page.Locator("#say")).ToHaveTextAsync("The last 10.", Alive.Told);
        await page.PictureAsync($"sale-watched-{width}-{scheme}");
        Assert.Equal(0, await page.ShiftAsync());
        await page.Context.CloseAsync();
        await other.Context.CloseAsync();
    }

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task The_last_one_held_by_another_may_come_back_and_the_button_does(int width, ColorScheme scheme)
    {
        var sale = await shop.SaleAsync(quantity: 1, limit: 1);
        var bob = shop.Shopper("bob");
        var page = await chromium.PageAsync(shop.Address, width, scheme);
        await page.OpenLiveAsync(shop.Anyone, sale);
        var reserve = page.Link("Reserve one at €19.50");
        await reserve.FocusAsync();

        var order = await bob.HoldAsync(sale);
        await page.ShouldSeeAsync("All held; may come back");
        await page.ShouldSeeAsync("Every piece is in someone's hands");
        await Assertions.Expect(reserve).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#say")).ToHaveTextAsync("All are held for now. Some may come back.", Alive.Told);
        await page.PictureAsync($"sale-all-held-{width}-{scheme}");

        Expect.Status(200, await bob.CancelAsync(order));
        await Assertions.Expect(reserve).ToBeVisibleAsync(Alive.Seen);
        await Assertions.Expect(reserve).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#say")).ToHaveTextAsync("Back: 1 left.", Alive.Told);
        await page.PictureAsync($"sale-back-{width}-{scheme}");

        await shop.Shopper().ConfirmAsync(sale);
        await page.ShouldSeeAsync("All gone");
        await Assertions.Expect(page.Locator("#say")).ToHaveTextAsync("Sold out.", Alive.Told);
        await page.PictureAsync($"sale-sold-out-{width}-{scheme}");
        Assert.Equal(0, await page.ShiftAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_sale_opens_before_the_eyes_of_who_waits()
    {
        var sale = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromSeconds(6)));
        var page = await chromium.PageAsync(shop.Address, 390);
        await page.OpenLiveAsync(shop.Anyone, sale);
        await page.ShouldSeeAsync("Not open yet");
        await Assertions.Expect(page.Link("Reserve at €19.50")).ToBeVisibleAsync(Alive.Seen);
        await Assertions.Expect(page.Locator("#say")).ToHaveTextAsync("The sale is open.", Alive.Told);
        await page.ShouldSeeAsync("Sale ends in");
        Assert.Equal(0, await page.ShiftAsync());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Who_has_their_share_is_led_to_it_and_gets_the_button_back_when_they_let_it_go(int width, ColorScheme scheme)
    {
        var sale = await shop.SaleAsync(quantity: 5, limit: 1);
        var page = await chromium.PageAsync(shop.Address, width, scheme);
        var ann = await page.SignInAsync(shop.Anyone);
        await page.OpenLiveAsync(shop.Anyone, sale);
        var order = await ann.HoldAsync(sale);
        var yours = page.Link("Yours: see your order");
        await Assertions.Expect(yours).ToHaveAttributeAsync("href", $"/orders/{order}", new() { Timeout = Alive.Patience });
        await page.PictureAsync($"sale-yours-{width}-{scheme}");
        await ann.CancelAsync(order);
        await Assertions.Expect(page.Link("Reserve one at €19.50")).ToBeVisibleAsync(Alive.Seen);
        Assert.Equal(0, await page.ShiftAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_button_says_that_it_waits_and_a_second_press_is_not_sent()
    {
        var sale = await shop.SaleAsync(quantity: 3, limit: 1);
        var page = await chromium.PageAsync(shop.Address, 390);
        await page.SignInAsync(shop.Anyone);
        await page.GotoAsync(await Alive.UrlAsync(shop.Anyone, sale) + "/buy");
        await page.ShouldBeLiveAsync();
        var posts = 0;
        await page.RouteAsync("**/buy?pressed=yes", async route =>
        {
            Interlocked.Increment(ref posts);
            await route.ContinueAsync();
        });
        // In one turn, before the answer can take the page away.
        var said = await page.EvaluateAsync<string[]>(
            "() => { const button = document.querySelector('.buy button'); const stopped = []; addEventListener('submit', e => stopped.push(`${e.defaultPrevented}`)); button.click(); const said = [button.innerText, button.getAttribute('aria-busy')]; button.click(); return [...said, ...stopped]; }");
        Assert.Equal(["Waiting for your place…", "true", "false", "true"], said);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/orders/"));
        Assert.Equal(1, posts);
        Assert.Equal((2, 1, 0), await shop.Anyone.StockAsync(sale));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_button_whose_answer_takes_long_says_that_it_is_still_being_worked_on()
    {
        var sale = await shop.SaleAsync(quantity: 3, limit: 1);
        var page = await chromium.PageAsync(shop.Address, 390);
        await page.SignInAsync(shop.Anyone);
        await page.Clock.InstallAsync();
        await page.GotoAsync(await Alive.UrlAsync(shop.Anyone, sale) + "/buy");
        await page.ShouldBeLiveAsync();
        // Pressed and never sent: a page whose answer is on its way cannot be asked what it says.
        const string Said = "document.querySelector('.buy button').innerText";
        await page.EvaluateAsync("addEventListener('submit', e => e.preventDefault())");
        await page.EvaluateAsync("document.querySelector('.buy button').click()");
        Assert.Equal("Waiting for your place…", await page.EvaluateAsync<string>(Said));
        await page.Clock.RunForAsync(5_000);
        Assert.Equal("Still working. Please wait…", await page.EvaluateAsync<string>(Said));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task While_all_are_held_the_step_that_buys_cannot_be_pressed_and_then_it_can_again()
    {
        var sale = await shop.SaleAsync(quantity: 1, limit: 1);
        var page = await chromium.PageAsync(shop.Address, 1280);
        await page.SignInAsync(shop.Anyone);
        await page.GotoAsync(await Alive.UrlAsync(shop.Anyone, sale) + "/buy");
        await page.ShouldBeLiveAsync();
        var bob = shop.Shopper("bob");
        var order = await bob.HoldAsync(sale);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "All held; may come back" });
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-disabled", "true", new() { Timeout = Alive.Patience });
        await button.PressAsync("Enter");
        Assert.EndsWith("/buy", page.Url, StringComparison.Ordinal);
        await page.PictureAsync("buy-all-held-1280-Light");
        await bob.CancelAsync(order);
        await page.GetByRole(AriaRole.Button, new() { Name = "Reserve one for €19.50" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/orders/"));
        await page.Context.CloseAsync();
    }
}
