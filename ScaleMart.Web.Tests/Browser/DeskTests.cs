using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

/// <summary>What an admin does at the sale desk, and shoppers' open pages at the same time.</summary>
public sealed class DeskTests(ShopFixture shop, Chromium chromium) : IClassFixture<ShopFixture>
{
    [Fact]
    public async Task A_restock_revives_a_sold_out_page_without_a_reload()
    {
        var sale = await shop.SaleAsync(quantity: 1, limit: 1);
        await shop.Shopper().ConfirmAsync(sale);
        var shopper = await chromium.PageAsync(shop.Address, 390);
        await shopper.OpenLiveAsync(shop.Anyone, sale);
        await shopper.ShouldSeeAsync("All gone");
        await shopper.EvaluateAsync("window.kept = true");
        var admin = await AdminAsync(1280);
        await admin.GotoAsync($"/admin/sales/{sale}/restock");
        await admin.GetByLabel("Restock by").FillAsync("25");
        await admin.GetByLabel("Why").FillAsync("a box was found");
        await admin.GetByRole(AriaRole.Button, new() { Name = "See what will happen" }).ClickAsync();
        await admin.ShouldSeeAsync("1 + 25 = 26 in all");
        await admin.ShouldSeeAsync("the button to reserve comes back");
        await admin.PictureAsync("desk-restock-asked-1280-Light");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Add 25 pieces" }).ClickAsync();
        await admin.ShouldSeeAsync("The stock is changed");

        await Assertions.Expect(shopper.Link("Reserve one at €19.50")).ToBeVisibleAsync(Alive.Seen);
        await Assertions.Expect(shopper.Locator("#say")).ToHaveTextAsync("Back: 25 left.", Alive.Told);
        Assert.True(await shopper.EvaluateAsync<bool>("window.kept === true"));
        await shopper.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task A_sale_is_paused_with_the_keyboard_alone()
    {
        var sale = await shop.SaleAsync();
        var shopper = await chromium.PageAsync(shop.Address, 390);
        await shopper.OpenLiveAsync(shop.Anyone, sale);
        var admin = await AdminAsync(1280);
        await admin.GotoAsync($"/admin/sales/{sale}");
        await TabToAsync(admin, "Pause");
        await admin.Keyboard.PressAsync("Enter");
        await admin.ShouldSeeAsync("Nothing more is reserved until you resume it.");
        await TabToAsync(admin, "Pause the sale");
        await admin.Keyboard.PressAsync("Enter");
        await admin.ShouldSeeAsync("The sale is paused");
        await shopper.ShouldSeeAsync("Paused for a moment");
        await shopper.Context.CloseAsync();
        await admin.Context.CloseAsync();
    }

    [Fact]
    public async Task New_terms_are_drawn_on_an_open_page_without_a_reload()
    {
        var sale = await shop.SaleAsync(new SaleTerms().OpeningIn(TimeSpan.FromMinutes(40)));
        var shopper = await chromium.PageAsync(shop.Address, 390);
        await shopper.OpenLiveAsync(shop.Anyone, sale);
        await shopper.ShouldSeeAsync("Up to 2 per person");
        Expect.Status(200, await shop.Admin.PutAsync($"/api/admin/sales/{sale}", new
        {
            product = new { name = "Lamp of another name" },
            unitPrice = 29.25,
            perCustomerLimit = 1,
            opensAt = TimeProvider.System.GetUtcNow().AddHours(30),
            closesAt = TimeProvider.System.GetUtcNow().AddHours(40),
        }));
        await Assertions.Expect(shopper.GetByRole(AriaRole.Heading, new() { Name = "Lamp of another name" })).ToBeVisibleAsync(Alive.Seen);
        await Assertions.Expect(shopper).ToHaveTitleAsync(new Regex("^Lamp of another name"));
        await shopper.ShouldSeeAsync("€29.25");
        await shopper.ShouldSeeAsync("25% off");
        await shopper.ShouldSeeAsync("One per person");
        // The clock was drawn for minutes and counts days now.
        await Assertions.Expect(shopper.Locator("time.clock:visible [data-unit=d]").First).ToHaveTextAsync("01", Alive.Told);
        // And the server would draw the same.
        var drawn = await PanelAsync(shopper);
        await shopper.ReloadAsync();
        Assert.Equal(drawn, await PanelAsync(shopper));
        await shopper.Context.CloseAsync();
    }

    [Fact]
    public async Task A_field_is_checked_when_it_is_left_and_the_preview_follows_what_is_typed()
    {
        var admin = await AdminAsync(390);
        await admin.GotoAsync("/admin/sales/create");
        await admin.GetByRole(AriaRole.Textbox, new() { Name = "Name" }).FillAsync("Paper crane");
        await admin.GetByLabel("Price of one").FillAsync("8");
        await admin.GetByLabel("List price").FillAsync("5");
        await admin.GetByLabel("Currency").FocusAsync();
        var list = admin.GetByLabel("List price");
        await Assertions.Expect(list).ToHaveAttributeAsync("aria-invalid", "true", new() { Timeout = Alive.Patience });
        await admin.ShouldSeeAsync("List price must be at least “Price of one”.");
        // What nobody has been at is not called wrong.
        await Assertions.Expect(admin.GetByLabel("Pieces")).Not.ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(admin.Locator("[data-preview] h1")).ToHaveTextAsync("Paper crane", Alive.Told);
        await list.FillAsync("16");
        await admin.GetByLabel("Currency").FocusAsync();
        await Assertions.Expect(list).Not.ToHaveAttributeAsync("aria-invalid", "true", new() { Timeout = Alive.Patience });
        await Assertions.Expect(admin.Locator("[data-preview] .save")).ToHaveTextAsync("50% off", Alive.Told);
        await admin.Context.CloseAsync();
    }

    private static Task<string> PanelAsync(IPage page) => page.EvaluateAsync<string>(
        "[...document.querySelectorAll('.panel [data-term]:not([data-countdown])')].map(e => `${e.dataset.term} ${e.hidden} ${e.textContent.trim()}`).join('\\n')");

    private async Task<IPage> AdminAsync(int width)
    {
        var page = await chromium.PageAsync(shop.Address, width);
        await page.GotoAsync("/account/signin?returnUrl=%2Faccount");
        await page.GetByLabel("E-mail").FillAsync(ShopSettings.AdminEmail);
        await page.GetByLabel("Password").FillAsync(ShopSettings.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/account$"));
        return page;
    }

    private static async Task TabToAsync(IPage page, string name)
    {
        for (var n = 0; n < 60; n++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("document.activeElement.innerText ?? ''") == name) return;
        }

        Assert.Fail($"Sixty steps of the Tab key did not lead to “{name}”.");
    }
}
