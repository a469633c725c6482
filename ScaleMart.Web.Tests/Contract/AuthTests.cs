using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

public sealed class AuthTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task One_who_registers_can_sign_in_and_buy()
    {
        var email = NewEmail();
        var registered = Expect.Status(201, await RegisterAsync(email));
        Expect.Members(registered.Body, "id", "email", "name");
        Assert.Equal((email, "Ann"), (registered.Word("email"), registered.Word("name")));

        var signedIn = Expect.Status(200, await SignInAsync(email, Password));
        Expect.Members(signedIn.Body, "accessToken", "tokenType", "expiresIn", "refreshToken");
        Assert.Equal(("Bearer", 900), (signedIn.Word("tokenType"), signedIn.Number("expiresIn")));

        var ann = shop.Anyone.As(registered.Word("id"), signedIn.Word("accessToken"));
        var me = Expect.Status(200, await ann.GetAsync("/api/me"));
        Assert.Equal((ann.Id, email, "Ann", "shopper"), (me.Word("id"), me.Word("email"), me.Word("name"), me.Word("role")));
        await ann.HoldAsync(await shop.SaleAsync());
    }

    [Fact]
    public async Task An_address_is_taken_once_whatever_its_case()
    {
        var email = NewEmail();
        Expect.Status(201, await RegisterAsync(email));
        Expect.Refusal(409, "email_taken", await RegisterAsync(email));
        Expect.Refusal(409, "email_taken", await RegisterAsync($" {email.ToUpperInvariant()} "));
        Expect.Status(200, await SignInAsync(email.ToUpperInvariant(), Password));
    }

    [Fact]
    public async Task One_address_registered_many_times_at_once_is_one_account()
    {
        var email = NewEmail();
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RegisterAsync(email)));
        Assert.Single(answers, a => a.Status == 201);
        Assert.DoesNotContain(answers, a => a.Status is not (201 or 409 or 429 or 503));
    }

    [Theory]
    [InlineData("no-at-sign", Password, "Ann")]
    [InlineData("", Password, "Ann")]
    [InlineData("a@b@c", Password, "Ann")]
    [InlineData("ann@example.test", "short", "Ann")]
    [InlineData("ann@example.test", "", "Ann")]
    [InlineData("ann@example.test", Password, "")]
    [InlineData("ann@example.test", Password, "An\u0000n")]
    public async Task A_registration_with_a_fault_is_invalid(string email, string password, string name) =>
        Expect.Refusal(400, "invalid", await shop.Anyone.PostAsync("/api/auth/register", new { email, password, name }));

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("{\"email\":\"ann@example.test\",\"password\":\"correct horse battery\"}")]
    [InlineData("{\"email\":\"ann@example.test\",\"password\":\"correct horse battery\",\"name\":\"Ann\",\"role\":\"admin\"}")]
    [InlineData("{\"email\":1,\"password\":\"correct horse battery\",\"name\":\"Ann\"}")]
    public async Task A_registration_of_another_shape_is_invalid(string body) =>
        Expect.Refusal(400, "invalid", await shop.Anyone.PostTextAsync("/api/auth/register", body));

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_words()
    {
        var email = NewEmail();
        Expect.Status(201, await RegisterAsync(email));
        var wrong = Expect.Refusal(401, "invalid_credentials", await SignInAsync(email, "not the password"));
        var unknown = Expect.Refusal(401, "invalid_credentials", await SignInAsync(NewEmail(), "not the password"));
        Assert.Equal((wrong.Word("title"), wrong.Word("detail")), (unknown.Word("title"), unknown.Word("detail")));
    }

    [Fact]
    public async Task A_password_counts_beyond_72_bytes()
    {
        var email = NewEmail();
        var password = new string('p', 100);
        Expect.Status(201, await shop.Anyone.PostAsync("/api/auth/register", new { email, password = password + "a", name = "Ann" }));
        Expect.Status(200, await SignInAsync(email, password + "a"));
        Expect.Refusal(401, "invalid_credentials", await SignInAsync(email, password + "b"));
    }

    [Fact]
    public async Task The_first_admin_is_the_one_in_the_settings()
    {
        var signedIn = Expect.Status(200, await SignInAsync(ShopSettings.AdminEmail, ShopSettings.AdminPassword));
        var admin = shop.Anyone.As("", signedIn.Word("accessToken"));
        Assert.Equal("admin", Expect.Status(200, await admin.GetAsync("/api/me")).Word("role"));
        Expect.Status(200, await admin.GetAsync("/api/admin/queue"));
    }

    [Fact]
    public async Task A_refresh_token_is_spent_by_its_use()
    {
        var first = await SignedInAsync();
        var second = Expect.Status(200, await RefreshAsync(first));
        Expect.Members(second.Body, "accessToken", "tokenType", "expiresIn", "refreshToken");
        Assert.NotEqual(first, second.Word("refreshToken"));
        Expect.Status(200, await shop.Anyone.As("", second.Word("accessToken")).GetAsync("/api/me"));
        Expect.Status(200, await RefreshAsync(second.Word("refreshToken")));
    }

    [Fact]
    public async Task Reuse_of_a_spent_one_revokes_the_whole_family()
    {
        var first = await SignedInAsync();
        var second = Expect.Status(200, await RefreshAsync(first)).Word("refreshToken");
        Assert.Equal(401, (await RefreshAsync(first)).Status);
        Assert.Equal(401, (await RefreshAsync(second)).Status);
    }

    [Fact]
    public async Task One_refresh_token_used_many_times_at_once_is_spent_once()
    {
        var token = await SignedInAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(token)));
        Assert.Single(answers, a => a.Status == 200);
    }

    [Fact]
    public async Task Logging_out_ends_the_family_and_is_always_204()
    {
        var token = await SignedInAsync();
        Assert.Equal(204, (await shop.Anyone.PostAsync("/api/auth/logout", new { refreshToken = token })).Status);
        Assert.Equal(401, (await RefreshAsync(token)).Status);
        Assert.Equal(204, (await shop.Anyone.PostAsync("/api/auth/logout", new { refreshToken = "nobody's" })).Status);
    }

    [Fact]
    public async Task Logging_out_here_leaves_another_sign_in_alone()
    {
        var email = NewEmail();
        Expect.Status(201, await RegisterAsync(email));
        var here = (await SignInAsync(email, Password)).Word("refreshToken");
        var there = (await SignInAsync(email, Password)).Word("refreshToken");
        await shop.Anyone.PostAsync("/api/auth/logout", new { refreshToken = here });
        Expect.Status(200, await RefreshAsync(there));
    }

    [Fact]
    public async Task A_refresh_token_that_nobody_has_is_refused() => Assert.Equal(401, (await RefreshAsync("nobody's")).Status);

    private static string NewEmail() => $"ann-{Ids.New(10)}@example.test";

    private async Task<string> SignedInAsync()
    {
        var email = NewEmail();
        Expect.Status(201, await RegisterAsync(email));
        return Expect.Status(200, await SignInAsync(email, Password)).Word("refreshToken");
    }

    private Task<Answer> RegisterAsync(string email) => shop.Anyone.PostAsync("/api/auth/register", new { email, password = Password, name = "Ann" });

    private Task<Answer> SignInAsync(string email, string password) => shop.Anyone.PostAsync("/api/auth/login", new { email, password });

    private Task<Answer> RefreshAsync(string refreshToken) => shop.Anyone.PostAsync("/api/auth/refresh", new { refreshToken });
}
