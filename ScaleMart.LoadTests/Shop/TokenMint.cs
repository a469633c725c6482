using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ScaleMart.LoadTests.Shop;

/// <summary>Makes access tokens as the contract describes them (HS256, RFC 7519): whoever holds the signing key may.</summary>
public sealed class TokenMint(byte[] key)
{
    /// <summary>From the file <c>jwt.key</c> that a shop keeps in its data directory: base64 of the key's bytes.</summary>
    public static TokenMint FromFile(string path) => new(Convert.FromBase64String(File.ReadAllText(path).Trim()));

    /// <summary>From the text of the setting <c>Jwt:SigningKey</c>.</summary>
    public static TokenMint FromText(string signingKey) => new(Encoding.UTF8.GetBytes(signingKey));

    public string Mint(string userId, string role = "shopper", TimeSpan? life = null) =>
        Sign("""{"alg":"HS256","typ":"JWT"}""", JsonSerializer.Serialize(Claims(userId, role, life ?? TimeSpan.FromHours(2))));

    /// <summary>The claims of a good token, to be sent as they are or spoilt.</summary>
    public static Dictionary<string, object> Claims(string userId, string role, TimeSpan life) => new()
    {
        ["iss"] = "scalemart",
        ["aud"] = "scalemart",
        ["sub"] = userId,
        ["name"] = userId,
        ["role"] = role,
        ["jti"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(8)),
        ["exp"] = (TimeProvider.System.GetUtcNow() + life).ToUnixTimeSeconds(),
    };

    /// <summary>Any header over any payload, signed with this key.</summary>
    public string Sign(string header, string payload)
    {
        var signed = Unsealed(header, payload);
        return signed + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed[..^1])));
    }

    /// <summary>Header and payload with an empty signature, as <c>alg:none</c> has it.</summary>
    public static string Unsealed(string header, string payload) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.";
}
