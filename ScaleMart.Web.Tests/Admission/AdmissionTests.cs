using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Tests.Accounts;
using Xunit;

namespace ScaleMart.Web.Tests.Admission;

public sealed class AdmissionTests
{
    private static readonly (string, string) Trusting = ("Admission:TrustedProxies:0", "127.0.0.1");
    private static readonly (string, string) Stingy = ("Admission:SignInPerAddressPerMinute", "2");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account/signin", "Admission:SignInPerAddressPerMinute")]
    [InlineData("/account/register", "Admission:RegisterPerAddressPerMinute")]
    [InlineData("/api/orders", "Admission:PerAddressPerMinute")]
    public async Task Each_limit_lets_so_many_through_and_then_says_when_to_come_again(string path, string setting)
    {
        await using var host = await RoomHost.StartAsync((setting, "2"));
        Assert.Equal("200 200 429 429", await PostAsync(host, path, 4));
        var refused = await SendAsync(host, HttpMethod.Post, path);
        Assert.InRange(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public async Task The_api_says_so_as_a_problem_and_a_page_leaves_it_to_the_error_page()
    {
        await using var host = await RoomHost.StartAsync(Stingy, ("Admission:PerAddressPerMinute", "1"));
        await PostAsync(host, "/api/orders", 1);
        var api = await SendAsync(host, HttpMethod.Post, "/api/orders");
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await api.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(("rate_limited", 429), (problem.RootElement.GetProperty("code").GetString(), problem.RootElement.GetProperty("status").GetInt32()));

        await PostAsync(host, "/account/signin", 2);
        var page = await SendAsync(host, HttpMethod.Post, "/account/signin");
        Assert.Equal((HttpStatusCode.TooManyRequests, 0L), (page.StatusCode, page.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task Looking_at_a_form_is_free_and_the_limits_do_not_share()
    {
        await using var host = await RoomHost.StartAsync(Stingy);
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, HttpMethod.Get, "/account/signin")).StatusCode);
        Assert.Equal("200 200 429", await PostAsync(host, "/account/signin", 3));
        Assert.Equal("200 200 200", await PostAsync(host, "/account/register", 3));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, HttpMethod.Get, "/account/signin")).StatusCode);
    }

    [Fact]
    public async Task What_a_client_claims_to_be_changes_nothing()
    {
        await using var host = await RoomHost.StartAsync(Stingy);
        Assert.Equal("200 200 429", await PostAsync(host, "/account/signin", "203.0.113.1", "203.0.113.2", "203.0.113.3"));
        Assert.Equal("|127.0.0.1|http", await WhoAsync(host, "203.0.113.1"));
    }

    [Fact]
    public async Task A_proxy_that_is_not_in_the_settings_is_not_believed()
    {
        await using var host = await RoomHost.StartAsync(("Admission:TrustedProxies:0", "10.0.0.0/8"));
        Assert.Equal("|127.0.0.1|http", await WhoAsync(host, "203.0.113.1"));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_client_has_its_own_limit()
    {
        await using var host = await RoomHost.StartAsync(Stingy, Trusting);
        Assert.Equal("|203.0.113.1|https", await WhoAsync(host, "203.0.113.1"));
        Assert.Equal("200 200 200 429 200 429", await PostAsync(host, "/account/signin",
            "203.0.113.1", "203.0.113.2", "203.0.113.1", "203.0.113.1", "203.0.113.2", "203.0.113.2"));
    }

    [Fact]
    public async Task A_chain_is_followed_back_to_the_first_stranger_and_no_further()
    {
        await using var host = await RoomHost.StartAsync(Trusting, ("Admission:TrustedProxies:1", "10.0.0.0/8"));
        Assert.Equal("|203.0.113.1|https", await WhoAsync(host, "198.51.100.9, 203.0.113.1, 10.1.2.3"));
    }

    [Fact]
    public async Task One_ipv6_household_is_one_client_and_ipv4_in_ipv6_dress_is_itself()
    {
        await using var host = await RoomHost.StartAsync(Stingy, Trusting);
        Assert.Equal("200 200 429 200", await PostAsync(host, "/account/signin",
            "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2:3:4:5:6", "2001:db8:1:3::1"));
        Assert.Equal("200 200 429 200", await PostAsync(host, "/account/signin",
            "203.0.113.1", "::ffff:203.0.113.1", "::ffff:203.0.113.1", "::ffff:203.0.113.2"));
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10")]
    [InlineData("*")]
    [InlineData("")]
    public async Task A_proxy_that_is_no_address_stops_the_start_and_is_named(string proxy)
    {
        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => RoomHost.StartAsync(("Admission:TrustedProxies:0", proxy)));
        Assert.Contains($"Admission:TrustedProxies: '{proxy}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proxies_that_are_not_a_list_stop_the_start_instead_of_being_overlooked()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => RoomHost.StartAsync(("Admission:TrustedProxies", "10.0.0.0/8")));
        Assert.Contains("'10.0.0.0/8' at 'Admission:TrustedProxies'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Admission:PerAddressPerMinute", "0")]
    [InlineData("Admission:SignInPerAddressPerMinute", "-1")]
    public async Task A_limit_below_one_stops_the_start(string setting, string value) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => RoomHost.StartAsync((setting, value)));

    private static Task<string> PostAsync(RoomHost host, string path, int times) => PostAsync(host, path, new string?[times]);

    private static async Task<string> PostAsync(RoomHost host, string path, params string?[] forwardedFor)
    {
        var statuses = new List<int>();
        foreach (var client in forwardedFor) statuses.Add((int)(await SendAsync(host, HttpMethod.Post, path, client)).StatusCode);
        return string.Join(' ', statuses);
    }

    private static async Task<string> WhoAsync(RoomHost host, string forwardedFor) =>
        await (await SendAsync(host, HttpMethod.Get, "/who", forwardedFor)).Content.ReadAsStringAsync(Cancel);

    private static async Task<HttpResponseMessage> SendAsync(RoomHost host, HttpMethod method, string path, string? forwardedFor = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (forwardedFor is not null)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
            request.Headers.Add("X-Forwarded-Proto", string.Join(", ", forwardedFor.Split(',').Select(_ => "https")));
        }

        return await host.Http.SendAsync(request, Cancel);
    }
}
