using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Tokens;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Tokens;

public sealed class AccessTokensTests : IAsyncLifetime
{
    private const string KeyText = "a signing key of the tests, longer than 32 bytes";
    private static readonly byte[] Key = "a signing key of the tests, longer than 32 bytes"u8.ToArray();
    private static readonly string[] TwoSubs = ["a", "b"];
    private RoomHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await RoomHost.StartAsync(("Jwt:SigningKey", KeyText));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_token_of_the_shop_has_the_claims_of_the_contract_and_works()
    {
        var token = _host.Shop.GetRequiredService<AccessTokens>().Mint(new Account("u1", "u1@example.com", "Una", "shopper", TimeProvider.System.GetUtcNow()));
        var read = new JsonWebToken(token);
        Assert.Equal(["aud", "exp", "iss", "jti", "name", "role", "sub"], read.Claims.Select(claim => claim.Type).Order(StringComparer.Ordinal));
        Assert.Equal(("HS256", "scalemart", "scalemart", "u1"), (read.Alg, read.Issuer, read.Audiences.Single(), read.Subject));
        Assert.InRange(read.ValidTo - TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        Assert.Equal("u1", await AcceptedAsync(token));
    }

    [Fact]
    public async Task A_token_minted_elsewhere_with_the_same_key_works_for_a_user_no_store_knows() =>
        Assert.Equal("stranger", await AcceptedAsync(Minted()));

    [Theory]
    [InlineData("role", "shopper", HttpStatusCode.Forbidden)]
    [InlineData("role", "admin", HttpStatusCode.OK)]
    public async Task The_role_in_the_token_decides(string claim, string value, HttpStatusCode status) =>
        Assert.Equal(status, (await SendAsync("/api/admin", HttpMethod.Post, Minted(claim, value))).StatusCode);

    [Fact]
    public async Task An_expired_token_is_refused_without_any_grace() => await RefusedAsync(Minted("exp", Now(-1)));

    [Fact]
    public async Task A_token_without_an_end_is_refused() => await RefusedAsync(Minted("exp", null));

    [Theory]
    [InlineData("iss", "somebody else")]
    [InlineData("aud", "somebody else")]
    [InlineData("iss", null)]
    [InlineData("aud", null)]
    [InlineData("sub", null)]
    [InlineData("sub", "")]
    [InlineData("sub", "a\tb")]
    [InlineData("sub", "a\0")]
    public async Task A_wrong_or_missing_claim_is_refused(string claim, string? value) => await RefusedAsync(Minted(claim, value));

    [Fact]
    public async Task A_sub_of_128_characters_is_taken_and_of_129_is_refused()
    {
        Assert.Equal(new string('x', 128), await AcceptedAsync(Minted("sub", new string('x', 128))));
        await RefusedAsync(Minted("sub", new string('x', 129)));
    }

    [Fact]
    public async Task Two_subs_are_refused() => await RefusedAsync(Minted("sub", TwoSubs));

    [Fact]
    public async Task A_token_of_another_key_is_refused() => await RefusedAsync(Signed("another key that is longer than 32 bytes..."u8.ToArray()));

    [Fact]
    public async Task Another_algorithm_is_refused_though_the_key_is_right()
    {
        Assert.Equal("stranger", await AcceptedAsync(Sealed("HS256", HMACSHA256.HashData)));
        await RefusedAsync(Sealed("HS384", HMACSHA384.HashData));
        await RefusedAsync(Sealed("HS512", HMACSHA512.HashData));
    }

    [Fact]
    public async Task An_unsigned_token_is_refused()
    {
        var payload = Minted().Split('.')[1];
        await RefusedAsync($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}.");
        await RefusedAsync($"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}.{Minted().Split('.')[2]}");
    }

    [Fact]
    public async Task A_token_with_changed_claims_is_refused()
    {
        var (mine, admins) = (Minted().Split('.'), Minted("role", "admin").Split('.'));
        await RefusedAsync($"{mine[0]}.{admins[1]}.{mine[2]}");
    }

    [Fact]
    public async Task A_token_that_was_taken_before_is_taken_again_and_its_signature_vouches_for_nothing_else()
    {
        var (mine, admins) = (Minted(), Minted("role", "admin"));
        Assert.Equal("stranger", await AcceptedAsync(mine));
        Assert.Equal("stranger", await AcceptedAsync(mine));
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync("/api/admin", HttpMethod.Post, mine)).StatusCode);
        await RefusedAsync($"{mine.Split('.')[0]}.{admins.Split('.')[1]}.{mine.Split('.')[2]}");
        await RefusedAsync(mine[..^1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    public async Task Nonsense_is_refused(string token) => await RefusedAsync(token);

    private static long Now(int seconds) => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private static string Minted(string? claim = null, object? value = null) => Signed(Key, claim, value);

    private static string Signed(byte[] key, string? claim = null, object? value = null)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = "scalemart",
            ["aud"] = "scalemart",
            ["sub"] = "stranger",
            ["name"] = "Stranger",
            ["role"] = "shopper",
            ["jti"] = "1",
            ["exp"] = Now(60),
        };
        if (claim is not null) claims[claim] = value;
        var payload = JsonSerializer.Serialize(claims.Where(c => c.Value is not null).ToDictionary());
        return new JsonWebTokenHandler().CreateToken(payload, new SigningCredentials(new SymmetricSecurityKey(key), "HS256"));
    }

    private static string Sealed(string algorithm, Func<byte[], byte[], byte[]> seal)
    {
        var text = $"{Base64UrlEncoder.Encode($$"""{"alg":"{{algorithm}}","typ":"JWT"}""")}.{Minted().Split('.')[1]}";
        return $"{text}.{Base64UrlEncoder.Encode(seal(Key, Encoding.ASCII.GetBytes(text)))}";
    }

    private async Task<string> AcceptedAsync(string token)
    {
        var response = await SendAsync("/api/mine", HttpMethod.Get, token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task RefusedAsync(string token)
    {
        var response = await SendAsync("/api/mine", HttpMethod.Get, token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("unauthenticated", problem.RootElement.GetProperty("code").GetString());
    }

    private async Task<HttpResponseMessage> SendAsync(string path, HttpMethod method, string token)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await _host.Http.SendAsync(request, Cancel);
    }
}
