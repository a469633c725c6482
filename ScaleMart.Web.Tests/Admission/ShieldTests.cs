using ScaleMart.Web.Tests.Accounts;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Pages;
using Xunit;

namespace ScaleMart.Web.Tests.Admission;

public sealed class ShieldTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static readonly (string, string) Proxied = ("Admission:TrustedProxies:0", "127.0.0.1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/account/signin", 200)]
    [InlineData("/orders", 302)]
    [InlineData("/nothing/here", 404)]
    [InlineData("/error/500", 500)]
    [InlineData("/css/tokens.css", 200)]
    [InlineData("/fonts/instrument-sans.woff2", 200)]
    [InlineData("/images/products/ember-mug.svg", 200)]
    [InlineData("/api/sales", 200)]
    [InlineData("/api/nothing", 404)]
    [InlineData("/api/orders", 401)]
    [InlineData("/hubs/nothing", 404)]
    [InlineData("/docs/", 200)]
    [InlineData("/docs/scalar.js", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/healthz/ready", 200)]
    [InlineData("/healthz/live", 200)]
    [InlineData("/metrics", 200)]
    public async Task Every_answer_carries_the_shield(string path, int status)
    {
        // A shop that shares a busy machine may be not ready for a moment.
        var answer = await Wait.UntilAsync(() => shop.Anyone.GetAsync(path), a => a.Status == status, $"{path} answers {status}");
        AssertShielded(answer.Header);
        Assert.Null(answer.Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task An_answer_that_begins_again_after_a_fault_carries_it_too()
    {
        await using var host = await RoomHost.StartAsync();
        var broken = await host.Http.GetAsync("/broken", Cancel);
        Assert.Equal(500, (int)broken.StatusCode);
        AssertShielded(name => broken.Headers.TryGetValues(name, out var values) ? values.First() : null);
    }

    [Fact]
    public async Task No_page_may_run_or_style_inline_and_a_drawing_by_itself_may_do_nothing()
    {
        var page = (await shop.Anyone.GetAsync("/")).Header("Content-Security-Policy");
        Assert.DoesNotContain("unsafe", page, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'; form-action 'self'; frame-ancestors 'none'", page, StringComparison.Ordinal);
        var drawing = (await shop.Anyone.GetAsync("/images/products/ember-mug.svg")).Header("Content-Security-Policy");
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox", drawing);
    }

    [Fact]
    public async Task The_api_reference_may_run_only_what_bears_a_number_used_once()
    {
        var first = (await shop.Anyone.GetAsync("/docs/")).Header("Content-Security-Policy")!;
        var second = (await shop.Anyone.GetAsync("/docs/")).Header("Content-Security-Policy")!;
        Assert.Matches("script-src 'nonce-[0-9a-f]{32}' 'self';", first);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task What_is_somebodys_own_is_kept_nowhere()
    {
        var sale = await shop.SaleAsync();
        var shopper = shop.Shopper();
        var order = await shopper.HoldAsync(sale);
        foreach (var path in new[] { "/api/orders", $"/api/orders/{order}" }) Assert.Equal("no-store", (await shopper.GetAsync(path)).Header("Cache-Control"));
        using var visitor = await Visitor.RegisteredAsync(shop);
        foreach (var path in new[] { "/", "/orders", "/account", "/nothing/here" }) Assert.True((await visitor.GetAsync(path)).Answer.Headers.CacheControl?.NoStore, path);
        // Signed in or not, the shop's own files are the same for everyone.
        Assert.False((await visitor.GetAsync("/css/tokens.css")).Answer.Headers.CacheControl?.NoStore);
        Assert.Null((await shop.Anyone.GetAsync("/")).Header("Cache-Control"));
    }

    [Theory]
    [InlineData("Production", "https", "max-age=31536000")]
    [InlineData("Production", "http", null)]
    [InlineData("Development", "https", null)]
    public async Task Only_in_production_and_over_https_are_browsers_told_to_stay_there(string environment, string scheme, string? told)
    {
        await using var host = await RoomHost.StartAsync(("environment", environment), Proxied);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.Add("X-Forwarded-For", "203.0.113.1");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        var answer = await host.Http.SendAsync(request, Cancel);
        Assert.Equal(told, answer.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null);
    }

    private static void AssertShielded(Func<string, string?> header)
    {
        Assert.Equal("nosniff", header("X-Content-Type-Options"));
        Assert.Equal("strict-origin-when-cross-origin", header("Referrer-Policy"));
        Assert.Equal("DENY", header("X-Frame-Options"));
        Assert.Equal("camera=(), geolocation=(), microphone=(), payment=(), usb=()", header("Permissions-Policy"));
        Assert.Equal("same-origin", header("Cross-Origin-Opener-Policy"));
        Assert.StartsWith("default-src 'none'; ", header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Null(header("Server"));
    }
}
