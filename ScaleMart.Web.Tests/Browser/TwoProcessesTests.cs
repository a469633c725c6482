using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>Browsers at different processes of one shop see each other's doings.</summary>
[Trait("stores", "own")]
[Collection(nameof(TwoProcesses))]
public sealed class TwoProcessesTests(TwoProcesses two, Chromium chromium, ITestOutputHelper output)
{
    private readonly ManyProcesses _shops = two.Shops;

    [Fact]
    public async Task A_purchase_through_one_process_moves_the_bar_in_a_browser_at_the_other()
    {
        var sale = await SaleMaker.MakeAsync(_shops.As("boss", "admin"), 20, 10);
        var page = await chromium.PageAsync(_shops.Addresses[1], 1280);
        await page.OpenLiveAsync(_shops.Processes[1].Anyone, sale);

        var start = Stopwatch.GetTimestamp();
        await _shops.At(0, "bob").HoldAsync(sale, 5);
        await Assertions.Expect(page.Locator("[data-bar=free]")).ToHaveAttributeAsync("width", "75%", new() { Timeout = Alive.Patience });
        output.WriteLine($"The other browser's bar had moved {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms after the purchase was sent.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Of_two_who_race_for_the_last_one_at_two_processes_one_has_it_and_the_other_sees_it_come_back()
    {
        var sale = await SaleMaker.MakeAsync(_shops.As("boss", "admin"), 1, 1);
        var pages = new[] { await chromium.PageAsync(_shops.Addresses[0], 390), await chromium.PageAsync(_shops.Addresses[1], 1280) };
        var racers = new List<ShopClient>();
        for (var n = 0; n < 2; n++)
        {
            racers.Add(await pages[n].SignInAsync(_shops.Processes[n].Anyone));
            await pages[n].GotoAsync(await Alive.UrlAsync(_shops.Processes[n].Anyone, sale) + "/buy");
            await pages[n].ShouldBeLiveAsync();
        }

        // Pressed in both at once; what the slower one sees of the other's hold may already have taken their button away.
        await Task.WhenAll(pages.Select(p => p.EvaluateAsync("document.querySelector('.buy button').click()")));

        await Wait.UntilAsync(() => _shops.Processes[0].Anyone.StockAsync(sale), s => s == (0, 1, 0), "one holds it");
        var holds = await Task.WhenAll(racers.Select(async r => (await r.OrdersAsync()).Body.GetArrayLength()));
        Assert.Equal(1, holds.Sum());
        var (winner, loser) = holds[0] == 1 ? (0, 1) : (1, 0);
        await Assertions.Expect(pages[winner]).ToHaveURLAsync(new Regex("/orders/"));
        await pages[loser].GotoAsync(await Alive.UrlAsync(_shops.Processes[loser].Anyone, sale));
        await pages[loser].ShouldSeeAsync("All held; may come back");
        await pages[loser].ShouldBeLiveAsync();

        Expect.Status(200, await racers[winner].CancelAsync((await racers[winner].OrdersAsync()).Body[0].GetProperty("id").GetString()!));

        await Assertions.Expect(pages[loser].Link("Reserve one at €19.50")).ToBeVisibleAsync(Alive.Seen);
        foreach (var page in pages) await page.Context.CloseAsync();
    }
}
