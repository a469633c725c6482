using ScaleMart.Web.Tests.Accounts;
using Xunit;

namespace ScaleMart.Web.Tests.Admission;

/// <summary>A page of another origin asks its browser, and the browser asks us.</summary>
public sealed class CrossOriginTests
{
    private const string Friend = "https://friend.example";
    private static readonly (string, string) Befriended = ("Cors:Origins:0", Friend);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_friend_may_read_the_api_by_token_and_never_by_cookie()
    {
        await using var host = await RoomHost.StartAsync(Befriended);
        var answer = await AskAsync(host, HttpMethod.Get, "/api/orders", Friend);
        Assert.Equal((200, Friend), ((int)answer.StatusCode, Header(answer, "Access-Control-Allow-Origin")));
        Assert.Equal("Location,Retry-After,Idempotency-Replayed", Header(answer, "Access-Control-Expose-Headers"));
        Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_friend_may_read_refusals_too()
    {
        await using var host = await RoomHost.StartAsync(Befriended);
        var answer = await AskAsync(host, HttpMethod.Get, "/api/mine", Friend);
        Assert.Equal((401, Friend), ((int)answer.StatusCode, Header(answer, "Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task The_hub_lets_a_friend_send_what_its_browser_keeps()
    {
        await using var host = await RoomHost.StartAsync(Befriended);
        var answer = await AskAsync(host, HttpMethod.Get, "/hubs/who", Friend);
        Assert.Equal((Friend, "true"), (Header(answer, "Access-Control-Allow-Origin"), Header(answer, "Access-Control-Allow-Credentials")));
    }

    [Theory]
    [InlineData("/api/orders", "https://stranger.example")]
    [InlineData("/hubs/who", "https://stranger.example")]
    [InlineData("/api/orders", "https://friend.example.stranger.example")]
    [InlineData("/api/orders", "http://friend.example")]
    [InlineData("/api/orders", "null")]
    [InlineData("/api/orders", null)]
    [InlineData("/who", Friend)]
    public async Task Nobody_else_may_and_nothing_else_is_theirs(string path, string? origin)
    {
        await using var host = await RoomHost.StartAsync(Befriended);
        Assert.Null(Header(await AskAsync(host, HttpMethod.Get, path, origin), "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task With_no_friends_in_the_settings_there_are_none()
    {
        await using var host = await RoomHost.StartAsync();
        Assert.Null(Header(await AskAsync(host, HttpMethod.Get, "/api/orders", Friend), "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_friend_may_place_an_order_with_a_token_and_a_key()
    {
        await using var host = await RoomHost.StartAsync(Befriended);
        var answer = await PreflightAsync(host, Friend);
        Assert.Equal((204, Friend), ((int)answer.StatusCode, Header(answer, "Access-Control-Allow-Origin")));
        Assert.Contains("POST", Header(answer, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Equal("Authorization,Content-Type,Idempotency-Key", Header(answer, "Access-Control-Allow-Headers"));
        Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_stranger_may_not()
    {
        await using var host = await RoomHost.StartAsync(Befriended);
        Assert.Null(Header(await PreflightAsync(host, "https://stranger.example"), "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Asking_beforehand_takes_nothing_from_the_limit()
    {
        await using var host = await RoomHost.StartAsync(Befriended, ("Admission:PerAddressPerMinute", "1"));
        for (var i = 0; i < 3; i++) Assert.Equal(204, (int)(await PreflightAsync(host, Friend)).StatusCode);
        Assert.Equal(200, (int)(await AskAsync(host, HttpMethod.Post, "/api/orders", Friend)).StatusCode);
        Assert.Equal(429, (int)(await AskAsync(host, HttpMethod.Post, "/api/orders", Friend)).StatusCode);
    }

    private static Task<HttpResponseMessage> PreflightAsync(RoomHost host, string origin) =>
        AskAsync(host, HttpMethod.Options, "/api/orders", origin,
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key"));

    private static async Task<HttpResponseMessage> AskAsync(RoomHost host, HttpMethod method, string path, string? origin, params (string Name, string Value)[] more)
    {
        using var request = new HttpRequestMessage(method, path);
        if (origin is not null) request.Headers.Add("Origin", origin);
        foreach (var (name, value) in more) request.Headers.Add(name, value);
        return await host.Http.SendAsync(request, Cancel);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
