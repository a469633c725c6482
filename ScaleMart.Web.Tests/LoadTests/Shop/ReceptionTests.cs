using System.Text.Json;
using ScaleMart.LoadTests.Running;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Shop;

public sealed class ReceptionTests : IDisposable
{
    private static readonly string Pair = JsonSerializer.Serialize(new { accessToken = "next", expiresIn = 900, refreshToken = "fresh" });
    private readonly StringWriter _said = new();

    private Screen Screen => new(_said, isTerminal: false);

    public void Dispose() => _said.Dispose();

    [Fact]
    public async Task A_limit_is_obeyed_and_spoken_of_once()
    {
        using var shop = new StubShop((request, n) => n % 2 == 1 ? (429, "{}") : Good(request));
        var guests = await new Reception(shop.Client, Screen).GatherAsync(3, null);
        Assert.Equal(3, guests.Count);
        Assert.Equal(1, _said.ToString().Split("Retry-After").Length - 1);
        Assert.Contains("register 20 times a minute", _said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_came_before_need_not_sign_in()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "accounts.json");
        using var first = new StubShop((request, _) => Good(request));
        await new Reception(first.Client, Screen).GatherAsync(2, file);
        using var second = new StubShop((request, _) => Good(request));
        await new Reception(second.Client, Screen).GatherAsync(2, file);
        Assert.Equal(["POST /api/auth/refresh", "POST /api/auth/refresh"], second.Asked);
        Assert.Contains("fresh", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_as_the_shop_worded_it()
    {
        using var shop = new StubShop((_, _) => (401, """{"code":"invalid_credentials"}"""));
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => new Reception(shop.Client, Screen).SignInAsync("boss@shop.test", "wrong"));
        Assert.Contains("invalid_credentials", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pass_is_renewed_before_it_ends()
    {
        using var shop = new StubShop((request, _) => Good(request));
        var pass = new Pass("old", "spent soon", TimeSpan.FromMinutes(2));
        await using var renewal = new Renewal(shop.Client, [new Guest("ann", "ann@shop.test", "x", pass)]);
        await Wait.UntilAsync(() => Task.FromResult(pass.Token), token => token == "next", "the pass is renewed");
        Assert.True(pass.Left > TimeSpan.FromMinutes(10));
    }

    private static (int, string)? Good(HttpRequestMessage request) => request.RequestUri!.AbsolutePath switch
    {
        "/api/auth/register" => (201, "{}"),
        "/api/me" => (200, """{"id":"ann"}"""),
        _ => (200, Pair),
    };
}
