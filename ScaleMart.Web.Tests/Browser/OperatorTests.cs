using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>A launch as its operator runs it: at one process of two, while the crowd buys at both.</summary>
[Trait("stores", "own")]
[Collection(nameof(TwoProcesses))]
public sealed class OperatorTests(TwoProcesses two, Chromium chromium)
{
    private const int Stock = 40;
    private readonly ManyProcesses _shops = two.Shops;

    [Fact]
    public async Task An_admin_opens_a_sale_watches_a_rush_pauses_it_everywhere_and_restocks_it_and_the_dashboard_ends_as_the_audit_does()
    {
        var admin = _shops.As("boss", "admin");
        var sale = Expect.Status(201, await admin.PostAsync("/api/admin/sales", new SaleTerms { Quantity = Stock, PerCustomerLimit = 1 }.OpeningIn(TimeSpan.FromHours(1)))).Word("id");
        var desk = await SignedInAsync(0);
        var board = await SignedInAsync(1);
        await board.GotoAsync($"/admin?sale={sale}");
        await board.ShouldBeLiveAsync();
        Assert.All(await RushAsync(sale, "early", 6), a => Expect.Refusal(409, "not_open", a));

        await PressAsync(desk, $"/admin/sales/{sale}/open", "Open the sale");
        var bought = await RushAsync(sale, "first", 30);
        Assert.All(bought, a => Expect.Status(202, a));
        await Task.WhenAll(bought.Take(10).Select(async (a, n) => Expect.Status(200, await _shops.At(n % 2, $"first-{n}").PayAsync(a.Word("id")))));
        await ShowsAsync(board, left: 10, held: 20, sold: 10);
        await Assertions.Expect(board.Locator("[data-live-state] .tag:visible")).ToHaveTextAsync("Live now", Alive.Told);

        await PressAsync(desk, $"/admin/sales/{sale}/pause", "Pause the sale");
        Assert.All(await RushAsync(sale, "late", 6), a => Expect.Refusal(409, "paused", a));
        await Assertions.Expect(board.Locator("[data-live-state] .tag:visible")).ToHaveTextAsync("Paused", Alive.Told);

        await PressAsync(desk, $"/admin/sales/{sale}/resume", "Resume the sale");
        Assert.Equal((10, 15), Count(await RushAsync(sale, "second", 25)));
        var shopper = await chromium.PageAsync(_shops.Addresses[1], 390);
        await shopper.OpenLiveAsync(_shops.Processes[1].Anyone, sale);
        await Assertions.Expect(shopper.Link("Reserve one at €19.50")).Not.ToBeVisibleAsync();

        await desk.GotoAsync($"/admin/sales/{sale}/restock");
        await desk.GetByLabel("Restock by").FillAsync("5");
        await desk.GetByLabel("Why").FillAsync("found behind the shelf");
        await desk.GetByRole(AriaRole.Button, new() { Name = "See what will happen" }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Add 5 pieces" }).ClickAsync();
        await Assertions.Expect(shopper.Link("Reserve one at €19.50")).ToBeVisibleAsync(Alive.Seen);

        await EndsAsTheAuditDoesAsync(board, admin, sale);
        foreach (var page in new[] { desk, board, shopper }) await page.Context.CloseAsync();
    }

    private static async Task EndsAsTheAuditDoesAsync(IPage board, ShopClient admin, string sale)
    {
        var audit = await Wait.UntilAsync(() => admin.AuditAsync(sale), a => a.Body.GetProperty("settled").GetBoolean() && a.Body.GetProperty("queued").GetInt32() + a.Body.GetProperty("inFlight").GetInt32() == 0, "the sale has settled");
        int Of(string member) => audit.Body.GetProperty(member).GetInt32();
        Assert.Equal((true, Stock + 5, 5, 30, 10), (audit.Body.GetProperty("balanced").GetBoolean(), Of("total"), Of("available"), Of("held"), Of("sold")));
        await ShowsAsync(board, Of("available"), Of("held"), Of("sold"));
        await Assertions.Expect(board.Locator("[data-light=good]")).ToHaveTextAsync(new Regex(Regex.Escape($"Balanced: {Of("total")} = {Of("available")} + {Of("held")} + {Of("sold")}")), Alive.Told);
        await Assertions.Expect(board.Locator("[data-now='depth:number']")).ToHaveTextAsync("0", Alive.Told);
        await Assertions.Expect(board.Locator("[data-rows=instances] tr")).ToHaveCountAsync(2, new() { Timeout = Alive.Patience });
        await Assertions.Expect(board.Locator("[data-rows=instances] .tag.good")).ToHaveCountAsync(2, new() { Timeout = Alive.Patience });
        // A reload keeps the picture: the most that was sold in one of the last fifteen minutes' seconds is still there, and in the table behind the charts.
        await board.ReloadAsync();
        await Assertions.Expect(board.Locator("[data-peak]")).ToHaveTextAsync(new Regex("^[1-9]"), Alive.Told);
        await board.Locator("[data-minutes] summary").ClickAsync();
        await Assertions.Expect(board.Locator("[data-minutes] td[data-head=Accepted]").Filter(new() { HasTextRegex = new Regex("^[1-9]") }).First).ToBeVisibleAsync(Alive.Seen);
    }

    private async Task<IPage> SignedInAsync(int process)
    {
        var page = await chromium.PageAsync(_shops.Addresses[process], 1280);
        await page.GotoAsync("/account/signin?returnUrl=%2Fadmin%2Fsales");
        await page.GetByLabel("E-mail").FillAsync(ShopSettings.AdminEmail);
        await page.GetByLabel("Password").FillAsync(ShopSettings.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/admin/sales"), new() { Timeout = Alive.Patience });
        return page;
    }

    private static async Task PressAsync(IPage desk, string url, string button)
    {
        await desk.GotoAsync(url);
        await desk.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Assertions.Expect(desk).ToHaveURLAsync(new Regex("done="), new() { Timeout = Alive.Patience });
    }

    // So many shoppers at once, each one attempt, at both processes in turn.
    private Task<Answer[]> RushAsync(string sale, string name, int shoppers) =>
        Task.WhenAll(Enumerable.Range(0, shoppers).Select(n => _shops.At(n % 2, $"{name}-{n}").BuyAsync(sale, key: "k")));

    private static (int Accepted, int SoldOut) Count(IReadOnlyCollection<Answer> answers) => (answers.Count(a => a.Status == 202), answers.Count(a => a.Code == "sold_out"));

    private static async Task ShowsAsync(IPage board, int left, int held, int sold)
    {
        foreach (var (name, units) in new[] { ("available", left), ("held", held), ("sold", sold) })
            await Assertions.Expect(board.Locator($"[data-stock] [data-count={name}]")).ToHaveTextAsync(units.ToString(CultureInfo.InvariantCulture), Alive.Told);
    }
}
