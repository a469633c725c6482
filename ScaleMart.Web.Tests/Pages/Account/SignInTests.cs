using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Account;

public sealed class SignInTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Theory]
    [InlineData("/orders", "/orders")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    public async Task Signing_in_leads_back_only_into_this_shop(string asked, string led)
    {
        using var visitor = new Visitor(shop);
        var page = "/account/signin?returnUrl=" + Uri.EscapeDataString(asked);
        var seen = await visitor.PostAsync(page, page, ("email", ShopSettings.AdminEmail), ("password", ShopSettings.AdminPassword));
        Assert.Equal(302, seen.Status);
        Assert.Equal(led, seen.Location);
    }

    [Fact]
    public async Task A_wrong_password_is_401_in_words_that_tell_nothing()
    {
        using var visitor = new Visitor(shop);
        var known = await visitor.PostAsync("/account/signin", "/account/signin", ("email", ShopSettings.AdminEmail), ("password", "not this one"));
        var unknown = await visitor.PostAsync("/account/signin", "/account/signin", ("email", "nobody@example.test"), ("password", "not this one"));
        Assert.Equal((401, 401), (known.Status, unknown.Status));
        Assert.Contains("That did not match", known.Html);
        Assert.Contains("That did not match", unknown.Html);
    }

    [Fact]
    public async Task Signing_out_is_for_posted_forms_alone()
    {
        using var visitor = await Visitor.RegisteredAsync(shop);
        await visitor.GetAsync("/account/signout");
        Assert.Equal(200, (await visitor.GetAsync("/account")).Status);
        Assert.Equal(302, (await visitor.PostAsync("/account", "/account/signout")).Status);
        Assert.Equal(302, (await visitor.GetAsync("/account")).Status);
    }

    [Fact]
    public async Task Registering_names_each_fault_beside_its_field()
    {
        using var visitor = new Visitor(shop);
        var seen = await visitor.PostAsync("/account/register", "/account/register", ("name", ""), ("email", "no address"), ("password", "x"));
        Assert.Equal(400, seen.Status);
        foreach (var field in new[] { "name", "email", "password" }) Assert.Contains($"id=\"{field}-fault\"", seen.Html);
    }
}
