using ScaleMart.Web.Tests.Accounts;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Admission;

public sealed class HttpsRedirectTests
{
    private static readonly (string, string) Redirecting = ("Https:Redirect", "true");
    private static readonly (string, string) Trusting = ("Admission:TrustedProxies:0", "127.0.0.1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unless_the_settings_say_so_nobody_is_sent_elsewhere()
    {
        await using var host = await RoomHost.StartAsync();
        Assert.Equal(200, (int)(await GetAsync(host, "/who")).StatusCode);
    }

    [Theory]
    [InlineData("443", "https://shop.example/who?a=%C3%BC")]
    [InlineData("8443", "https://shop.example:8443/who?a=%C3%BC")]
    public async Task Who_comes_over_http_is_sent_to_the_same_place_over_https(string port, string location)
    {
        await using var host = await RoomHost.StartAsync(Redirecting, ("Https:Port", port));
        var answer = await GetAsync(host, "/who?a=%C3%BC");
        Assert.Equal((307, location), ((int)answer.StatusCode, answer.Headers.Location?.AbsoluteUri));
    }

    [Fact]
    public async Task What_a_trusted_proxy_took_over_https_is_there_already()
    {
        await using var host = await RoomHost.StartAsync(Redirecting, Trusting);
        Assert.Equal(200, (int)(await GetAsync(host, "/who", "https")).StatusCode);
        Assert.Equal(307, (int)(await GetAsync(host, "/who", "http")).StatusCode);
    }

    [Fact]
    public async Task A_proxy_that_nobody_trusts_is_not_sent_round_in_circles()
    {
        await using var host = await RoomHost.StartAsync(Redirecting);
        var answer = await GetAsync(host, "/who", "https");
        Assert.Equal((200, "|127.0.0.1|http"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel)));
    }

    [Theory]
    [InlineData("/healthz/ready")]
    [InlineData("/healthz/live")]
    [InlineData("/metrics")]
    public async Task Those_who_look_from_inside_stay_on_http(string path)
    {
        await using var host = await RoomHost.StartAsync(Redirecting, Trusting);
        Assert.Equal(404, (int)(await GetAsync(host, path)).StatusCode); // This host has no such page, and says so itself.
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task The_cookie_is_for_https_alone_where_it_was_given_over_https(string scheme, bool secure)
    {
        await using var host = await RoomHost.StartAsync(Trusting);
        using var request = Request(HttpMethod.Post, "/in/shopper", scheme);
        var answer = await host.Http.SendAsync(request, Cancel);
        Assert.Equal(secure, answer.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_whole_shop_behind_a_proxy_keeps_its_forms_cookie_for_https_and_its_health_for_inside()
    {
        await using var shop = ShopFixture.With(new Dictionary<string, string> { [Redirecting.Item1] = "true", [Trusting.Item1] = Trusting.Item2 });
        await shop.InitializeAsync();
        using var request = Request(HttpMethod.Get, "/account/signin", "https");
        var form = await shop.Anyone.Http.SendAsync(request, Cancel);
        Assert.Equal(200, (int)form.StatusCode);
        Assert.Contains(form.Headers.GetValues("Set-Cookie"), c => c.StartsWith("scalemart-form=", StringComparison.Ordinal) && c.Contains("; secure", StringComparison.Ordinal));
        Assert.Equal(307, (await shop.Anyone.GetAsync("/account/signin")).Status);
        Assert.Equal(200, (await shop.Anyone.GetAsync("/healthz/live")).Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    public async Task A_port_that_is_none_stops_the_start(string port) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => RoomHost.StartAsync(("Https:Port", port)));

    private static async Task<HttpResponseMessage> GetAsync(RoomHost host, string path, string? scheme = null)
    {
        using var request = Request(HttpMethod.Get, path, scheme);
        return await host.Http.SendAsync(request, Cancel);
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? scheme)
    {
        var request = new HttpRequestMessage(method, path) { Headers = { Host = "shop.example" } };
        if (scheme is null) return request;
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        return request;
    }
}
