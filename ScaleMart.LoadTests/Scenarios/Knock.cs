using System.Globalization;
using System.Security.Cryptography;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Scenarios;

/// <summary>What someone tries who never loads a page, and the answers that the contract has for it.</summary>
public sealed record Knock(string What, IReadOnlyList<string> Answers, Func<Burglar, Task<Answer>> TryAsync)
{
    private const string Order = """{"quantity":1}""";

    /// <summary>All that need no key of the shop.</summary>
    public static IReadOnlyList<Knock> All { get; } =
    [
        new("buy without a token", ["401 unauthenticated"], b => b.Anyone.BuyAsync(b.Sale)),
        new("a token that is none", ["401 unauthenticated"], b => b.Anyone.As(b.Thief.Id, "give-me-a-lamp").BuyAsync(b.Sale)),
        new("a token that nobody signed", ["401 unauthenticated"], b => b.Anyone.As(b.Thief.Id, TokenMint.Unsealed("""{"alg":"none","typ":"JWT"}""", Claims(b))).BuyAsync(b.Sale)),
        new("a token signed with another key", ["401 unauthenticated"], b => b.Anyone.As(b.Thief.Id, new TokenMint(RandomNumberGenerator.GetBytes(32)).Mint(b.Thief.Id)).BuyAsync(b.Sale)),
        new("an admin's token signed with another key", ["401 unauthenticated"], b => b.Anyone.As(b.Thief.Id, new TokenMint(RandomNumberGenerator.GetBytes(32)).Mint(b.Thief.Id, "admin")).PostAsync($"/api/admin/sales/{b.Sale}/restock", new { quantity = 100, reason = "please" })),
        new("an empty body", ["400 invalid"], b => Send(b, "")),
        new("half a body", ["400 invalid"], b => Send(b, "{\"quantity\":")),
        new("a body that is a list", ["400 invalid"], b => Send(b, "[1]")),
        new("a quantity in words", ["400 invalid"], b => Send(b, """{"quantity":"1"}""")),
        new("no quantity", ["400 invalid"], b => Send(b, "{}")),
        new("nothing at all", ["400 invalid"], b => Send(b, """{"quantity":0}""")),
        new("a negative quantity", ["400 invalid"], b => Send(b, """{"quantity":-1}""")),
        new("half a unit", ["400 invalid"], b => Send(b, """{"quantity":0.5}""")),
        new("more than fits in a number", ["400 invalid"], b => Send(b, """{"quantity":4294967297}""")),
        new("more than the limit", ["400 invalid"], b => Send(b, """{"quantity":1000000}""")),
        new("a price of one's own", ["400 invalid"], b => Send(b, """{"quantity":1,"unitPrice":0}""")),
        new("for somebody else", ["400 invalid"], b => Send(b, $$"""{"quantity":1,"userId":"{{b.Victim}}"}""")),
        new("two quantities", ["400 invalid"], b => Send(b, """{"quantity":1,"quantity":2}""")),
        new("another kind of body", ["400 invalid", "415 unsupported_media_type", "415 invalid", "415"], b => b.Thief.PostTextAsync($"/api/sales/{b.Sale}/orders", Order, "text/plain")),
        new("a key that is too long", ["400 invalid"], b => b.Thief.BuyAsync(b.Sale, 1, new string('k', 129))),
        new("a sale that is not there", ["404 not_found"], b => b.Thief.BuyAsync("nosuchsale")),
        new("a sale that is not open", ["409 not_open"], b => b.Thief.BuyAsync(b.Closed)),
        new("look at somebody's order", ["404 not_found"], b => b.Thief.OrderAsync(b.Order)),
        new("pay for somebody's order", ["404 not_found"], b => b.Thief.PayAsync(b.Order)),
        new("cancel somebody's order", ["404 not_found"], b => b.Thief.CancelAsync(b.Order)),
        new("an order that is not there", ["404 not_found"], b => b.Thief.PayAsync($"{b.Sale}-nosuchorder")),
        new("a shopper makes a sale", ["403 forbidden"], b => b.Thief.PostAsync("/api/admin/sales", new { })),
        new("a shopper takes stock", ["403 forbidden"], b => b.Thief.PostAsync($"/api/admin/sales/{b.Sale}/restock", new { quantity = 100, reason = "please" })),
        new("a shopper reads the audit", ["403 forbidden"], b => b.Thief.AuditAsync(b.Sale)),
        new("a shopper refunds an order", ["403 forbidden"], b => b.Thief.PostAsync($"/api/admin/orders/{b.Order}/refund", new { reason = "please" })),
    ];

    /// <summary>Those that only the holder of the shop's key can make: good signatures over claims that do not count.</summary>
    public static IReadOnlyList<Knock> With(TokenMint mint) =>
    [
        new("an expired token", ["401 unauthenticated"], b => b.Anyone.As(b.Thief.Id, mint.Mint(b.Thief.Id, life: TimeSpan.FromMinutes(-1))).BuyAsync(b.Sale)),
        new("a token for another shop", ["401 unauthenticated"], b => b.Anyone.As(b.Thief.Id, Forged(mint, b, "aud", "elsewhere")).BuyAsync(b.Sale)),
        new("a token from another issuer", ["401 unauthenticated"], b => b.Anyone.As(b.Thief.Id, Forged(mint, b, "iss", "elsewhere")).BuyAsync(b.Sale)),
        new("a token with a spoilt signature", ["401 unauthenticated"], b => b.Anyone.As(b.Thief.Id, Spoilt(mint.Mint(b.Thief.Id))).BuyAsync(b.Sale)),
    ];

    private static Task<Answer> Send(Burglar burglar, string body) => burglar.Thief.PostTextAsync($"/api/sales/{burglar.Sale}/orders", body);

    private static string Claims(Burglar burglar) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"iss":"scalemart","aud":"scalemart","sub":"{{burglar.Thief.Id}}","name":"x","role":"admin","exp":{{TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds()}}}""");

    private static string Forged(TokenMint mint, Burglar burglar, string claim, string value)
    {
        var claims = TokenMint.Claims(burglar.Thief.Id, "shopper", TimeSpan.FromHours(1));
        claims[claim] = value;
        return mint.Sign("""{"alg":"HS256","typ":"JWT"}""", System.Text.Json.JsonSerializer.Serialize(claims));
    }

    private static string Spoilt(string token) => token[..^5] + (token[^5] == 'A' ? 'B' : 'A') + token[^4..];
}

/// <summary>Who tries, at which sales (one open, one not yet), and whose order they are after.</summary>
public sealed record Burglar(ShopClient Anyone, ShopClient Thief, string Sale, string Closed, string Victim, string Order);
