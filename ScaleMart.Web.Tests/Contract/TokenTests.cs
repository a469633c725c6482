using System.Text;
using System.Text.Json;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Contract;

/// <summary>Who holds the signing key may mint; nobody else gets in.</summary>
public sealed class TokenTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private const string Hs256 = """{"alg":"HS256","typ":"JWT"}""";

    [Fact]
    public async Task A_good_token_of_a_user_whom_no_store_knows_works()
    {
        var ann = shop.Shopper();
        await ann.HoldAsync(await shop.SaleAsync());
        var me = Expect.Status(200, await ann.GetAsync("/api/me"));
        Expect.Members(me.Body, "id", "email", "name", "role");
        Assert.Equal((ann.Id, "shopper"), (me.Word("id"), me.Word("role")));
    }

    [Fact]
    public Task Without_a_token_nothing_is_sold() => IsRefusedAsync(null);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public Task What_is_no_token_is_refused(string token) => IsRefusedAsync(token);

    [Fact]
    public Task A_token_signed_with_another_key_is_refused() => IsRefusedAsync(new TokenMint(Encoding.UTF8.GetBytes("another key, also longer than 32 bytes")).Mint("ann"));

    [Fact]
    public Task A_token_whose_payload_was_changed_is_refused()
    {
        var parts = ShopSettings.Mint.Mint("ann").Split('.');
        var forged = TokenMint.Unsealed(Hs256, JsonSerializer.Serialize(TokenMint.Claims("ann", "admin", TimeSpan.FromHours(1)))).Split('.');
        return IsRefusedAsync($"{parts[0]}.{forged[1]}.{parts[2]}");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("nOnE")]
    public Task An_unsigned_token_is_refused(string algorithm) =>
        IsRefusedAsync(TokenMint.Unsealed($$"""{"alg":"{{algorithm}}","typ":"JWT"}""", JsonSerializer.Serialize(TokenMint.Claims("ann", "shopper", TimeSpan.FromHours(1)))));

    [Theory]
    [InlineData("HS384")]
    [InlineData("HS512")]
    [InlineData("RS256")]
    [InlineData("none")]
    public Task Another_algorithm_in_a_signed_token_is_refused(string algorithm) =>
        IsRefusedAsync(ShopSettings.Mint.Sign($$"""{"alg":"{{algorithm}}","typ":"JWT"}""", JsonSerializer.Serialize(TokenMint.Claims("ann", "shopper", TimeSpan.FromHours(1)))));

    [Fact]
    public Task An_expired_token_is_refused_without_grace() => IsRefusedAsync(ShopSettings.Mint.Mint("ann", life: TimeSpan.FromSeconds(-1)));

    [Theory]
    [InlineData("exp", null)]
    [InlineData("iss", null)]
    [InlineData("iss", "another")]
    [InlineData("aud", null)]
    [InlineData("aud", "another")]
    [InlineData("sub", null)]
    [InlineData("sub", "")]
    [InlineData("sub", "a\tb")]
    public Task A_token_that_lacks_a_claim_or_has_a_wrong_one_is_refused(string claim, string? value)
    {
        var claims = TokenMint.Claims("ann", "shopper", TimeSpan.FromHours(1));
        if (value is null) claims.Remove(claim);
        else claims[claim] = value;
        return IsRefusedAsync(ShopSettings.Mint.Sign(Hs256, JsonSerializer.Serialize(claims)));
    }

    [Fact]
    public Task A_user_id_longer_than_128_characters_is_refused() => IsRefusedAsync(ShopSettings.Mint.Mint(new string('a', 129)));

    [Fact]
    public async Task A_token_in_the_address_is_not_looked_at()
    {
        var sale = await shop.SaleAsync();
        Expect.Refusal(401, "unauthenticated", await shop.Anyone.PostAsync($"/api/sales/{sale}/orders?access_token={ShopSettings.Mint.Mint("ann")}", new { quantity = 1 }));
    }

    [Theory]
    [InlineData("/api/me")]
    [InlineData("/api/orders")]
    [InlineData("/api/orders/any")]
    [InlineData("/api/admin/queue")]
    public async Task Reading_needs_a_token_too(string path) => Expect.Refusal(401, "unauthenticated", await shop.Anyone.GetAsync(path));

    private async Task IsRefusedAsync(string? token)
    {
        var sale = await shop.SaleAsync();
        var answer = Expect.Refusal(401, "unauthenticated", await shop.Anyone.As("ann", token).BuyAsync(sale));
        Assert.StartsWith("Bearer", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal((10, 0, 0), await shop.Anyone.StockAsync(sale));
        Assert.Empty(shop.Errors);
    }
}
