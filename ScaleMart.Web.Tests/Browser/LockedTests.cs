using Microsoft.Playwright;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Browser;

public sealed class LockedTests(ShopFixture shop, Chromium chromium) : IClassFixture<ShopFixture>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Who_is_locked_is_told_so_at_the_door_and_keeps_what_they_typed()
    {
        var email = $"ann-{Ids.New(10)}@example.test";
        var id = Expect.Status(201, await shop.Anyone.PostAsync("/api/auth/register", new { email, password = Password, name = "Ann" })).Word("id");
        Expect.Status(200, await shop.Admin.PostAsync($"/api/admin/users/{id}/lock", new { reason = "a test" }));
        var page = await chromium.PageAsync(shop.Address, 390);
        await page.GotoAsync("/account/signin");
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This account is locked");
        await Assertions.Expect(page.GetByLabel("E-mail")).ToHaveValueAsync(email);
        await page.PictureAsync("sign-in-locked", "");
        Assert.Empty(await Axe.SeriousAsync(page));
        await page.Context.CloseAsync();
    }
}
