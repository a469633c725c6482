using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Users;

public sealed class UsersTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task An_admin_finds_somebody_locks_them_with_a_reason_and_lets_them_in_again()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var (id, email) = await RegisterAsync("Ann <Chovy>");
        var list = await admin.GetAsync($"/admin/users?query={email[..15]}");
        Assert.Contains($"/admin/users/{id}", list.Html);
        Assert.Contains("1 account", list.Html);
        var page = $"/admin/users/{id}";
        Assert.Contains($"/admin/orders?query={id}", (await admin.GetAsync(page)).Html);
        using var ann = new Visitor(shop);
        Assert.Equal(302, (await SignInAsync(ann, email)).Status);

        Assert.Contains("cannot sign in any more", (await admin.GetAsync(page + "/lock")).Html);
        Assert.Equal("/admin/users/" + id + "?done=lock", (await admin.PostAsync(page + "/lock", page + "/lock", ("reason", "resold tickets"))).Location);

        Assert.Contains("The account is locked", (await admin.GetAsync(page + "?done=lock")).Html);
        Assert.Contains($"/admin/users/{id}", (await admin.GetAsync($"/admin/users?query={id}&locked=true")).Html);
        using var again = new Visitor(shop);
        var refused = await SignInAsync(again, email);
        Assert.Equal(403, refused.Status);
        Assert.Contains("This account is locked", refused.Html);
        // The back office asks the store: there they are a stranger at once, not one who may not.
        Assert.StartsWith("/account/signin", new Uri((await ann.GetAsync("/admin/sales")).Location!).PathAndQuery);

        Assert.Equal(302, (await admin.PostAsync(page + "/unlock", page + "/unlock", ("reason", "a mistake"))).Status);
        Assert.Equal(302, (await SignInAsync(again, email)).Status);
        var trail = await shop.Admin.GetAsync($"/api/admin/users/{id}");
        Assert.Null(trail.Body.GetProperty("lockedAt").GetString());
    }

    [Fact]
    public async Task Nothing_is_done_without_a_reason_and_what_was_typed_stays()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var (id, _) = await RegisterAsync();
        var (page, ask) = ($"/admin/users/{id}", $"/admin/users/{id}/role?to=admin");
        var seen = await admin.PostAsync(ask, ask, ("reason", "  "));
        Assert.Equal(400, seen.Status);
        Assert.Contains("id=\"reason-fault\"", seen.Html);
        var tooLong = await admin.PostAsync(ask, ask, ("reason", new string('x', 301)));
        Assert.Equal(400, tooLong.Status);
        Assert.Contains(new string('x', 301), tooLong.Html);
        Assert.DoesNotContain("The role is", (await admin.GetAsync(page)).Html);
        Assert.Equal("shopper", (await shop.Admin.GetAsync($"/api/admin/users/{id}")).Word("role"));
    }

    [Fact]
    public async Task Who_is_made_a_viewer_sees_the_back_office_at_once_and_nothing_in_it_to_press()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var (id, email) = await RegisterAsync();
        using var ann = new Visitor(shop);
        await SignInAsync(ann, email);
        Assert.Equal(403, (await ann.GetAsync("/admin/users")).Status);
        var ask = $"/admin/users/{id}/role?to=viewer";
        Assert.Equal(302, (await admin.PostAsync(ask, ask, ("reason", "helps out"))).Status);

        Assert.Equal(200, (await ann.GetAsync("/admin/users")).Status);
        var (other, _) = await RegisterAsync();
        var seen = await ann.GetAsync($"/admin/users/{other}");
        Assert.Equal(200, seen.Status);
        Assert.DoesNotContain($"/admin/users/{other}/", seen.Html);
        Assert.DoesNotContain("method=\"post\"", seen.Html);
        Assert.Contains($"/admin/users/{other}/lock", (await admin.GetAsync($"/admin/users/{other}")).Html);
        foreach (var act in new[] { "lock", "unlock", "role?to=admin" })
        {
            Assert.Equal(403, (await ann.GetAsync($"/admin/users/{other}/{act}")).Status);
            Assert.Equal(403, (await ann.PostAsync("/account", $"/admin/users/{other}/{act}", ("reason", "a try"))).Status);
        }

        Assert.Equal("shopper", (await shop.Admin.GetAsync($"/api/admin/users/{other}")).Word("role"));
    }

    [Fact]
    public async Task A_form_from_elsewhere_locks_nobody()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var (id, _) = await RegisterAsync();
        Assert.Equal(400, (await admin.PostRawAsync($"/admin/users/{id}/lock", new Dictionary<string, string> { ["reason"] = "forged" })).Status);
        Assert.Null((await shop.Admin.GetAsync($"/api/admin/users/{id}")).Body.GetProperty("lockedAt").GetString());
    }

    [Fact]
    public async Task Nobody_changes_themselves_and_what_is_not_there_is_404()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var boss = (await shop.Admin.GetAsync($"/api/admin/users?query={ShopSettings.AdminEmail}")).Body.GetProperty("users")[0].GetProperty("id").GetString();
        var own = await admin.GetAsync($"/admin/users/{boss}");
        Assert.Contains("your own account", own.Html);
        Assert.DoesNotContain($"/admin/users/{boss}/", own.Html);
        var refused = await admin.PostAsync($"/admin/users/{boss}/lock", $"/admin/users/{boss}/lock", ("reason", "tired"));
        Assert.Equal(409, refused.Status);
        Assert.Contains("This is your own account", refused.Html);
        Assert.Contains("tired", refused.Html);
        foreach (var path in new[] { "/admin/users/nobody", "/admin/users/nobody/lock", "/admin/users/nobody/role?to=admin" }) Assert.Equal(404, (await admin.GetAsync(path)).Status);
        foreach (var to in new[] { "", "?to=owner" }) Assert.Equal(400, (await admin.GetAsync($"/admin/users/{boss}/role{to}")).Status);
    }

    [Fact]
    public async Task The_list_goes_on_page_by_page_and_a_search_that_finds_nobody_says_so()
    {
        using var admin = await Visitor.AdminAsync(shop);
        var name = $"Crowd {Ids.New(12)}";
        var book = (Web.Accounts.IUserBook)shop.Services.GetService(typeof(Web.Accounts.IUserBook))!;
        var start = TimeProvider.System.GetUtcNow();
        for (var n = 0; n < 51; n++) await book.AddAsync(new(new(Ids.New(), $"{Ids.New()}@example.test", $"{name} no. {n}.", "shopper", start.AddSeconds(-n)), "no hash"));

        var query = Uri.EscapeDataString(name);
        var first = await admin.GetAsync($"/admin/users?query={query}");
        Assert.Contains("50 accounts, newest first", first.Html);
        Assert.True(first.Html.IndexOf("no. 0.", StringComparison.Ordinal) < first.Html.IndexOf("no. 49.", StringComparison.Ordinal));
        Assert.DoesNotContain("no. 50.", first.Html);
        var older = first.Html.Split("rel=\"next\"")[0].Split("href=\"")[^1].Split('"')[0];
        var second = await admin.GetAsync(older);
        Assert.Contains("no. 50.", second.Html);
        Assert.Contains("rel=\"first\"", second.Html);
        Assert.DoesNotContain("rel=\"next\"", second.Html);
        Assert.Contains("Nobody fits that", (await admin.GetAsync($"/admin/users?query={query}&role=viewer")).Html);
    }

    private async Task<(string Id, string Email)> RegisterAsync(string name = "Ann")
    {
        var email = $"ann-{Ids.New(10)}@example.test";
        return (Expect.Status(201, await shop.Anyone.PostAsync("/api/auth/register", new { email, password = Password, name })).Word("id"), email);
    }

    private static Task<Seen> SignInAsync(Visitor visitor, string email) => visitor.PostAsync("/account/signin", "/account/signin", ("email", email), ("password", Password));
}
