using System.Text;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Accounts.Tokens;

/// <summary>Section <c>Jwt</c>: the key that signs access tokens.</summary>
public sealed class JwtOptions
{
    /// <summary>
    /// Taken as UTF-8 text, at least 32 bytes. Empty, which embedded stores alone allow: a key is made at the first start and kept
    /// in the data directory, in the file <c>jwt.key</c>, as the base64 of its 32 bytes. Whoever holds the key can mint tokens that this shop believes.
    /// </summary>
    public string SigningKey { get; set; } = "";
}

internal sealed class JwtOptionsCheck(Stores stores) : IValidateOptions<JwtOptions>
{
    public ValidateOptionsResult Validate(string? name, JwtOptions options) =>
        options.SigningKey == "" && !stores.AreEmbedded
            ? ValidateOptionsResult.Fail("Jwt:SigningKey is missing: with a Redis or a MongoDB of your own, every process must be given the same key (at least 32 bytes).")
        : options.SigningKey == "" || Encoding.UTF8.GetByteCount(options.SigningKey) >= 32
            ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("Jwt:SigningKey is too short: it needs at least 32 bytes.");
}
