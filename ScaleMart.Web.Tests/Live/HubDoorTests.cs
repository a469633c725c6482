using System.Net.WebSockets;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class HubDoorTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Stranger = "https://elsewhere.example";

    [Fact]
    public async Task A_page_of_another_origin_may_not_negotiate()
    {
        Expect.Refusal(403, "forbidden", await NegotiateAsync(("Origin", Stranger)));
        Expect.Refusal(403, "forbidden", await NegotiateAsync(("Origin", "null")));
        Assert.Equal(200, (await NegotiateAsync(("Origin", shop.Address.GetLeftPart(UriPartial.Authority)))).Status);
        Assert.Equal(200, (await NegotiateAsync()).Status);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_not_open_a_websocket()
    {
        using var stranger = new ClientWebSocket();
        stranger.Options.SetRequestHeader("Origin", Stranger);
        stranger.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => stranger.ConnectAsync(Socket, CancellationToken.None));
        Assert.Equal(403, (int)stranger.HttpStatusCode);

        using var own = new ClientWebSocket();
        own.Options.SetRequestHeader("Origin", shop.Address.GetLeftPart(UriPartial.Authority));
        await own.ConnectAsync(Socket, CancellationToken.None);
        Assert.Equal(WebSocketState.Open, own.State);
    }

    [Fact]
    public async Task A_token_that_does_not_verify_is_refused_and_not_taken_for_nobodys()
    {
        var spent = ShopSettings.Mint.Mint("ann", life: TimeSpan.FromMinutes(-1));
        Expect.Refusal(401, "unauthenticated", await NegotiateAsync(("Authorization", $"Bearer {spent}")));
        Assert.Equal(200, (await NegotiateAsync(("Authorization", $"Bearer {ShopSettings.Mint.Mint("ann")}"))).Status);
    }

    private Uri Socket => new UriBuilder(shop.Address) { Scheme = "ws", Path = "/hubs/live" }.Uri;

    private async Task<Answer> NegotiateAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/live/negotiate?negotiateVersion=1");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await shop.Anyone.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}
