using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Accounts.Tokens;

/// <summary>
/// Access tokens: HS256, a quarter of an hour, believed without a look-up. They carry no <c>nbf</c>: without clock skew a
/// server one second behind would refuse a fresh token.
/// </summary>
public sealed class AccessTokens(byte[] signingKey, TimeProvider time)
{
    public const string Issuer = "scalemart";
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    internal SymmetricSecurityKey Key { get; } = new(signingKey);

    public string Mint(Account account) => _handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Issuer,
        Claims = new Dictionary<string, object> { ["sub"] = account.Id, ["name"] = account.Name, ["role"] = account.Role, ["jti"] = Ids.New() },
        Expires = (time.GetUtcNow() + Lifetime).UtcDateTime,
        SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.HmacSha256),
    });
}
