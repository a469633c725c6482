using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>The whole way of an order in a browser, with JavaScript and without, found by what each thing is called.</summary>
public sealed partial class ShoppingTests(ShopFixture shop, Chromium chromium) : IClassFixture<ShopFixture>
{
    /// <summary>
    /// With JavaScript and without it are two programs. Width and scheme change the drawing only, which PageTests check in all four.
    /// </summary>
    [Theory]
    [InlineData(390, true, ColorScheme.Dark)]
    [InlineData(1280, false, ColorScheme.Light)]
    public async Task A_shopper_registers_reserves_lets_it_go_reserves_again_and_pays(int width, bool javaScript, ColorScheme scheme)
    {
        var sale = await shop.SaleAsync(quantity: 3, limit: 1);
        var page = await chromium.PageAsync(shop.Address, width, scheme, javaScript);
        await RegisterAsync(page);
        await ReserveAsync(page, sale);
        Assert.Equal((2, 1, 0), await shop.Anyone.StockAsync(sale));

        await page.GetByRole(AriaRole.Button, new() { Name = "Let it go" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Let it go" })).ToHaveCountAsync(0);
        Assert.Equal((3, 0, 0), await shop.Anyone.StockAsync(sale));

        await ReserveAsync(page, sale);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Card that works" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() })).ToHaveCountAsync(0);
        Assert.Equal((2, 0, 1), await shop.Anyone.StockAsync(sale));

        await page.GotoAsync("/orders");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Test lamp" })).ToHaveCountAsync(2);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_declined_card_says_so_and_keeps_the_reservation()
    {
        var sale = await shop.SaleAsync(quantity: 3, limit: 1);
        var page = await chromium.PageAsync(shop.Address, 390, javaScript: false);
        await RegisterAsync(page);
        await ReserveAsync(page, sale);
        await page.GetByRole(AriaRole.Radio, new() { Name = "Card that is declined" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() }).ClickAsync();
        await Assertions.Expect(page.GetByText("declined").First).ToBeVisibleAsync();
        Assert.Equal((2, 1, 0), await shop.Anyone.StockAsync(sale));
        await page.GetByRole(AriaRole.Radio, new() { Name = "Card that works" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = Pay() })).ToHaveCountAsync(0);
        Assert.Equal((2, 0, 1), await shop.Anyone.StockAsync(sale));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_who_is_not_signed_in_comes_back_to_the_reservation_after_it()
    {
        var sale = await shop.SaleAsync();
        var page = await chromium.PageAsync(shop.Address, 390, javaScript: false);
        await OpenAsync(page, sale);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Reserve() }).ClickAsync();
        Assert.Contains("/account/signin", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Open an account" }).ClickAsync();
        await FillAccountAsync(page);
        await Assertions.Expect(page).ToHaveURLAsync(BuyPage());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Pressing_twice_makes_one_order()
    {
        var sale = await shop.SaleAsync(quantity: 3, limit: 2);
        var page = await chromium.PageAsync(shop.Address, 390, javaScript: false);
        await RegisterAsync(page);
        await OpenAsync(page, sale);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Reserve() }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Reserve() }).DblClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(OrderPage());
        Assert.Equal((2, 1, 0), await shop.Anyone.StockAsync(sale));
        await page.Context.CloseAsync();
    }

    private async Task ReserveAsync(IPage page, string sale)
    {
        await OpenAsync(page, sale);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = Reserve() }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Reserve() }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(OrderPage());
    }

    private async Task OpenAsync(IPage page, string sale) => await page.GotoAsync($"/sales/{(await shop.Anyone.SaleAsync(sale)).Word("slug")}");

    private static async Task RegisterAsync(IPage page)
    {
        await page.GotoAsync("/account/register");
        await FillAccountAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ann Chovy" })).ToBeVisibleAsync();
    }

    private static async Task FillAccountAsync(IPage page)
    {
        await page.GetByLabel("Your name").FillAsync("Ann Chovy");
        await page.GetByLabel("E-mail").FillAsync($"ann-{Ids.New(10)}@example.test");
        await page.GetByLabel("Password").FillAsync("correct horse battery");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the account" }).ClickAsync();
    }

    [GeneratedRegex("^Reserve")]
    private static partial Regex Reserve();

    [GeneratedRegex("^Pay")]
    private static partial Regex Pay();

    [GeneratedRegex("/orders/[^/?]+")]
    private static partial Regex OrderPage();

    [GeneratedRegex("/sales/[^/]+/buy$")]
    private static partial Regex BuyPage();
}
