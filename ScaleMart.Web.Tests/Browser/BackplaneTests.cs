using Microsoft.Playwright;
using ScaleMart.Web.Tests.Faults;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>Row 13: the page's connection is cut, and then the Redis that carries the news is away. The page says that it is not live, and is right again by itself.</summary>
[Trait("stores", "own")]
public sealed class BackplaneTests(Chromium chromium, ITestOutputHelper output) : IAsyncLifetime
{
    private ShopStores _stores = null!;
    private Relay _toRedis = null!, _toShop = null!;
    private ShopFixture _shop = null!, _other = null!;

    public async ValueTask InitializeAsync()
    {
        _stores = await ShopStores.FaultyAsync();
        _toRedis = new Relay(_stores.Redis.Port);
        _shop = ShopFixture.With(new Dictionary<string, string>(_stores.Settings) { ["ConnectionStrings:Redis"] = _toRedis.Address });
        _other = ShopFixture.With(_stores.Settings);
        await _shop.InitializeAsync();
        await _other.InitializeAsync();
        _toShop = new Relay(_shop.Address.Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _toShop.DisposeAsync();
        await _other.DisposeAsync();
        await _shop.DisposeAsync();
        await _toRedis.DisposeAsync();
        await _stores.DisposeAsync();
    }

    [Fact]
    public async Task A_page_whose_connection_was_cut_and_then_its_backplane_shows_what_is_so_in_the_end()
    {
        var sale = await _other.SaleAsync(quantity: 20, limit: 5);
        var page = await chromium.PageAsync(new Uri($"http://{_toShop.Address}"), 390);
        await page.OpenLiveAsync(_shop.Anyone, sale);

        _toShop.Cut();
        await page.ShouldSeeAsync("Not live: showing the count from");
        await _other.Shopper().HoldAsync(sale, 3);
        _toShop.Restore();
        await HeldAsync(page, 3);
        await page.ShouldBeLiveAsync();

        // The connection to the shop stands, and nothing comes through it.
        var away = TimeProvider.System.GetTimestamp();
        _toRedis.Refuse();
        await _other.Shopper().HoldAsync(sale, 4);
        await page.ShouldSeeAsync("Not live: showing the count from");
        output.WriteLine($"The page said that it is not live {TimeProvider.System.GetElapsedTime(away).TotalSeconds:0.0} s after its shop had lost Redis.");
        await Assertions.Expect(page.Locator("[data-count=held]")).ToHaveTextAsync("3");
        await page.PictureAsync("sale-backplane-away-390-Light");
        var rest = Length.OfSeconds(0, 60) - TimeProvider.System.GetElapsedTime(away);
        if (rest > TimeSpan.Zero) await Task.Delay(rest);
        var back = TimeProvider.System.GetTimestamp();
        _toRedis.Restore();
        await HeldAsync(page, 7);
        output.WriteLine($"It was right again {TimeProvider.System.GetElapsedTime(back).TotalSeconds:0.0} s after Redis was back.");
        await page.ShouldBeLiveAsync();
        await page.Context.CloseAsync();
    }

    private static Task HeldAsync(IPage page, int units) =>
        Assertions.Expect(page.Locator("[data-count=held]")).ToHaveTextAsync($"{units}", new() { Timeout = 2 * Alive.Patience });
}
