using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Tokens;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts;

public sealed class PoliciesTests : IAsyncLifetime
{
    private RoomHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await RoomHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("admin", "GET", HttpStatusCode.OK)]
    [InlineData("admin", "POST", HttpStatusCode.OK)]
    [InlineData("admin", "DELETE", HttpStatusCode.OK)]
    [InlineData("viewer", "GET", HttpStatusCode.OK)]
    [InlineData("viewer", "HEAD", HttpStatusCode.OK)]
    [InlineData("viewer", "POST", HttpStatusCode.Forbidden)]
    [InlineData("viewer", "DELETE", HttpStatusCode.Forbidden)]
    [InlineData("shopper", "GET", HttpStatusCode.Forbidden)]
    [InlineData("Admin", "GET", HttpStatusCode.Forbidden)]
    public async Task Admins_do_all_and_viewers_only_look_by_token_and_by_cookie(string role, string method, HttpStatusCode status)
    {
        Assert.Equal(status, (await SendAsync("/api/admin", method, token: Token(role))).StatusCode);
        Assert.Equal(status, (await SendAsync("/admin", method, cookie: await CookieAsync(role))).StatusCode);
    }

    [Fact]
    public async Task The_api_says_forbidden_as_a_problem()
    {
        var response = await SendAsync("/api/admin", "POST", token: Token("shopper"));
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("forbidden", problem.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Each_side_takes_its_own_proof_and_not_the_other_sides()
    {
        var cookie = await CookieAsync("admin");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/mine", "GET", cookie: cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("/api/mine", "GET", cookie: cookie)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("/api/mine", "GET", token: Token("admin"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync("/mine", "GET", token: Token("admin"))).StatusCode);
    }

    [Fact]
    public async Task A_page_sends_strangers_to_sign_in_and_back()
    {
        var response = await SendAsync("/mine?tab=2", "GET");
        Assert.Equal("/account/signin?returnUrl=%2Fmine%3Ftab%3D2", response.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task The_cookie_holds_who_one_is_and_a_script_cannot_read_it()
    {
        var set = Assert.Single((await SendAsync("/in/admin", "POST")).Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("scalemart=", set, StringComparison.Ordinal);
        Assert.Contains("httponly", set, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", set, StringComparison.OrdinalIgnoreCase);
        var mine = await SendAsync("/mine", "GET", cookie: set.Split(';')[0]);
        Assert.Equal("u1|Una|True", await mine.Content.ReadAsStringAsync(Cancel));
        Assert.Contains("scalemart=;", Assert.Single((await SendAsync("/out", "POST")).Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_for_everyone_knows_its_visitor_by_cookie_and_the_hub_by_either()
    {
        var cookie = await CookieAsync("shopper");
        Assert.StartsWith("u1|", await TextAsync("/who", cookie: cookie), StringComparison.Ordinal);
        Assert.StartsWith("|", await TextAsync("/who"), StringComparison.Ordinal);
        Assert.Equal("u1", await TextAsync("/hubs/who", cookie: cookie));
        Assert.Equal("u1", await TextAsync("/hubs/who", token: Token("shopper")));
        Assert.Equal("u1", await TextAsync($"/hubs/who?access_token={Token("shopper")}"));
        Assert.Equal("nobody", await TextAsync("/hubs/who"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync($"/api/mine?access_token={Token("shopper")}", "GET")).StatusCode);
    }

    private string Token(string role) => _host.Shop.GetRequiredService<AccessTokens>().Mint(new Account("u1", "u1@example.com", "Una", role, TimeProvider.System.GetUtcNow()));

    private async Task<string> CookieAsync(string role) => (await SendAsync($"/in/{role}", "POST")).Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private async Task<string> TextAsync(string path, string? token = null, string? cookie = null) =>
        await (await SendAsync(path, "GET", token, cookie)).Content.ReadAsStringAsync(Cancel);

    private async Task<HttpResponseMessage> SendAsync(string path, string method, string? token = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null) request.Headers.Add("Authorization", $"Bearer {token}");
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        return await _host.Http.SendAsync(request, Cancel);
    }
}
