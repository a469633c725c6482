using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class AdminUsersTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Accounts_are_listed_newest_first_and_found_by_email_name_id_and_role()
    {
        var name = $"Name {Ids.New(12)}";
        var ids = new List<string>();
        for (var n = 0; n < 3; n++) ids.Insert(0, (await RegisterAsync(name)).Id);
        var query = Uri.EscapeDataString(name.ToUpperInvariant());

        var all = Expect.Status(200, await shop.Viewer.GetAsync($"/api/admin/users?query={query}"));
        Expect.Members(all.Body, "users", "next");
        Assert.Equal(ids.Order(StringComparer.Ordinal), IdsIn(all).Order(StringComparer.Ordinal));
        Expect.Members(all.Body.GetProperty("users")[0], "id", "email", "name", "role", "createdAt", "lockedAt");
        Expect.Moment(all.Body.GetProperty("users")[0].GetProperty("createdAt"));

        var first = await shop.Admin.GetAsync($"/api/admin/users?query={query}&limit=2");
        var rest = await shop.Admin.GetAsync($"/api/admin/users?query={query}&limit=2&after={first.Word("next")}");
        Assert.Equal(IdsIn(all), IdsIn(first).Concat(IdsIn(rest)));
        Assert.Null(rest.Body.GetProperty("next").GetString());
        Assert.Equal([ids[1]], IdsIn(await shop.Admin.GetAsync($"/api/admin/users?query={ids[1]}")));
        Assert.Empty(IdsIn(await shop.Admin.GetAsync($"/api/admin/users?query={query}&role=viewer")));
        Assert.Empty(IdsIn(await shop.Admin.GetAsync($"/api/admin/users?query={query}&locked=true")));
    }

    [Theory]
    [InlineData("role=owner")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=many")]
    [InlineData("locked=perhaps")]
    public async Task A_question_that_cannot_be_is_invalid(string question) => Expect.Refusal(400, "invalid", await shop.Admin.GetAsync($"/api/admin/users?{question}"));

    [Fact]
    public async Task A_locked_account_neither_signs_in_nor_refreshes_and_an_unlocked_one_signs_in_again()
    {
        var (id, email) = await RegisterAsync();
        var before = Expect.Status(200, await SignInAsync(email));
        Assert.Equal(1, Expect.Status(200, await shop.Admin.GetAsync($"/api/admin/users/{id}")).Number("refreshFamilies"));

        var locked = Expect.Status(200, await ActAsync(id, "lock"));
        Expect.Moment(locked.Body.GetProperty("lockedAt"));

        Assert.Equal(0, (await shop.Admin.GetAsync($"/api/admin/users/{id}")).Number("refreshFamilies"));
        Assert.Contains("locked", Expect.Refusal(401, "invalid_credentials", await SignInAsync(email)).Word("detail"));
        Assert.DoesNotContain("locked", Expect.Refusal(401, "invalid_credentials", await shop.Anyone.PostAsync("/api/auth/login", new { email, password = "not this one" })).Word("detail"));
        Expect.Refusal(401, "unauthenticated", await RefreshAsync(before.Word("refreshToken")));
        // What was handed out before is believed without a look-up, for its quarter of an hour.
        Expect.Status(200, await shop.Anyone.As(id, before.Word("accessToken")).GetAsync("/api/me"));

        Assert.Null(Expect.Status(200, await ActAsync(id, "unlock")).Body.GetProperty("lockedAt").GetString());
        Expect.Refusal(401, "unauthenticated", await RefreshAsync(before.Word("refreshToken")));
        Expect.Status(200, await SignInAsync(email));
    }

    [Fact]
    public async Task A_new_role_is_in_the_next_token_and_a_viewer_looks_and_changes_nothing()
    {
        var (id, email) = await RegisterAsync();
        var signedIn = Expect.Status(200, await SignInAsync(email));
        Expect.Refusal(403, "forbidden", await shop.Anyone.As(id, signedIn.Word("accessToken")).GetAsync("/api/admin/users"));

        Assert.Equal("viewer", Expect.Status(200, await ActAsync(id, "role", new { role = "viewer", reason = "helps out" })).Word("role"));

        var viewer = shop.Anyone.As(id, Expect.Status(200, await RefreshAsync(signedIn.Word("refreshToken"))).Word("accessToken"));
        Expect.Status(200, await viewer.GetAsync("/api/admin/users"));
        Expect.Status(200, await viewer.GetAsync($"/api/admin/users/{id}"));
        var (other, _) = await RegisterAsync();
        foreach (var act in new[] { "lock", "unlock", "role" }) Expect.Refusal(403, "forbidden", await viewer.PostAsync($"/api/admin/users/{other}/{act}", new { role = "admin", reason = "a try" }));
        Assert.Equal("shopper", (await shop.Admin.GetAsync($"/api/admin/users/{other}")).Word("role"));
    }

    [Fact]
    public async Task What_is_not_allowed_not_there_or_not_said_changes_nothing()
    {
        var (id, _) = await RegisterAsync();
        var self = shop.Anyone.As(id, ShopSettings.Mint.Mint(id, "admin"));
        Expect.Refusal(404, "not_found", await shop.Admin.GetAsync("/api/admin/users/nobody"));
        Expect.Refusal(404, "not_found", await ActAsync("nobody", "lock"));
        Expect.Refusal(409, "not_allowed", await self.PostAsync($"/api/admin/users/{id}/lock", new { reason = "tired" }));
        Expect.Refusal(409, "not_allowed", await ActAsync(id, "unlock"));
        Expect.Refusal(400, "invalid", await ActAsync(id, "lock", new { reason = " " }));
        Expect.Refusal(400, "invalid", await ActAsync(id, "lock", new { }));
        Expect.Refusal(400, "invalid", await ActAsync(id, "role", new { role = "owner", reason = "a try" }));
        Expect.Refusal(400, "invalid", await ActAsync(id, "role", new { role = "viewer" }));
        var (other, _) = await RegisterAsync();
        // A shopper in the store, whatever their token says.
        Expect.Refusal(403, "forbidden", await self.PostAsync($"/api/admin/users/{other}/lock", new { reason = "a try" }));
        Assert.Null((await shop.Admin.GetAsync($"/api/admin/users/{id}")).Body.GetProperty("lockedAt").GetString());
    }

    private static List<string> IdsIn(Answer answer) => [.. answer.Body.GetProperty("users").EnumerateArray().Select(u => u.GetProperty("id").GetString()!)];

    private async Task<(string Id, string Email)> RegisterAsync(string name = "Ann")
    {
        var email = $"ann-{Ids.New(10)}@example.test";
        return (Expect.Status(201, await shop.Anyone.PostAsync("/api/auth/register", new { email, password = Password, name })).Word("id"), email);
    }

    private Task<Answer> ActAsync(string id, string act, object? body = null) => shop.Admin.PostAsync($"/api/admin/users/{id}/{act}", body ?? new { reason = "a test" });

    private Task<Answer> SignInAsync(string email) => shop.Anyone.PostAsync("/api/auth/login", new { email, password = Password });

    private Task<Answer> RefreshAsync(string refreshToken) => shop.Anyone.PostAsync("/api/auth/refresh", new { refreshToken });
}
