using Microsoft.Playwright;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

public sealed class LostTests(ShopFixture shop, Chromium chromium) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task A_page_survives_its_process_and_is_live_again_by_itself(int width, ColorScheme scheme)
    {
        using var folder = new TemporaryFolder();
        await using var process = new ShopProcess(folder.Path);
        await process.StartAsync();
        var sale = Expect.Status(201, await process.Admin.PostAsync("/api/admin/sales", new SaleTerms())).Word("id");
        var page = await chromium.PageAsync(process.Anyone.Http.BaseAddress!, width, scheme);
        await page.OpenLiveAsync(process.Anyone, sale);

        process.Kill();
        await page.ShouldSeeAsync("Not live: showing the count from");
        await Assertions.Expect(page.Link("Reserve at €19.50")).ToBeVisibleAsync();
        await page.PictureAsync($"sale-not-live-{width}-{scheme}");
        await process.RestartAsync();
        await process.Shopper("bob").HoldAsync(sale, 2);
        await page.ShouldSeeAsync("Live again");
        await Assertions.Expect(page.Locator("[data-count=held]")).ToHaveTextAsync("2", Alive.Told);
        await process.Shopper("cyd").HoldAsync(sale, 1);
        await Assertions.Expect(page.Locator("[data-count=held]")).ToHaveTextAsync("3", Alive.Told);
        Assert.Equal(0, await page.ShiftAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Where_the_hub_is_blocked_the_page_asks_for_its_figures_now_and_then()
    {
        var sale = await shop.SaleAsync();
        var page = await chromium.PageAsync(shop.Address, 390);
        await page.RouteWebSocketAsync("**/hubs/live", socket => socket.CloseAsync());
        await page.GotoAsync(await Alive.UrlAsync(shop.Anyone, sale));
        await page.ShouldSeeAsync("Not live: showing the count from");
        await shop.Shopper().HoldAsync(sale);
        await Assertions.Expect(page.Locator("[data-count=held]")).ToHaveTextAsync("1", new() { Timeout = 2 * Alive.Patience });
        await page.Context.CloseAsync();
    }
}
