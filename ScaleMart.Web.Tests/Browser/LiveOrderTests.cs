using Microsoft.Playwright;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

public sealed class LiveOrderTests(ShopFixture shop, Chromium chromium) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task The_holds_clock_warns_a_minute_before_it_stops(int width, ColorScheme scheme)
    {
        // A busy machine may need seconds to open the page, which must see the minute begin.
        var sale = await shop.SaleAsync(holdSeconds: 75);
        var page = await chromium.PageAsync(shop.Address, width, scheme);
        var ann = await page.SignInAsync(shop.Anyone);
        await page.GotoAsync($"/orders/{await ann.HoldAsync(sale)}");
        await page.DrawnAsync();
        await page.ShouldSeeAsync("Less than a minute: pay now, or it goes back");
        await Assertions.Expect(page.Locator("#say")).ToHaveTextAsync("One minute left to pay.", Alive.Told);
        await page.PictureAsync($"order-warned-{width}-{scheme}");
        Assert.Equal(0, await page.ShiftAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_happens_to_an_order_elsewhere_is_seen_on_its_page_and_in_the_list()
    {
        var sale = await shop.SaleAsync();
        var page = await chromium.PageAsync(shop.Address, 390);
        var ann = await page.SignInAsync(shop.Anyone);
        var order = await ann.HoldAsync(sale);
        var list = await page.Context.NewPageAsync();
        await list.GotoAsync("/orders");
        await page.GotoAsync($"/orders/{order}");
        await page.ShouldSeeAsync("Yes, written down");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Slow card" }).CheckAsync();

        Expect.Status(200, await ann.PayAsync(order));
        await page.ShouldSeeAsync("It is yours. Thank you.");
        await Assertions.Expect(page.Locator("#say")).ToHaveTextAsync("Paid. It is yours.", Alive.Told);
        await list.ShouldSeeAsync("Paid");

        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/orders/{order}/refund", new { reason = "broken in transit" }));
        await page.ShouldSeeAsync("The shop's reason: broken in transit");
        await list.ShouldSeeAsync("Refunded");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_declined_card_elsewhere_leaves_the_choice_and_the_focus_where_they_were()
    {
        var sale = await shop.SaleAsync();
        var page = await chromium.PageAsync(shop.Address, 390);
        var ann = await page.SignInAsync(shop.Anyone);
        var order = await ann.HoldAsync(sale);
        await page.GotoAsync($"/orders/{order}");
        await page.ShouldSeeAsync("Yes, written down");
        var slow = page.GetByRole(AriaRole.Radio, new() { Name = "Slow card" });
        await slow.CheckAsync();
        await slow.FocusAsync();
        Expect.Status(402, await ann.PayAsync(order, "tok_declined"));
        await page.ShouldSeeAsync("Payment declined");
        await Assertions.Expect(slow).ToBeCheckedAsync();
        await Assertions.Expect(slow).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }
}
