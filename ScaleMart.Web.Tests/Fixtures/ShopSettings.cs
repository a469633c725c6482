using ScaleMart.LoadTests.Shop;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>The settings of every shop that tests run: the defaults where a test asserts them, and room for a crowd from one address.</summary>
public static class ShopSettings
{
    public const string AdminEmail = "boss@scalemart.test";
    public const string AdminPassword = "a good long password";
    public const string SigningKey = "a signing key of the tests, longer than 32 bytes";

    public static TokenMint Mint { get; } = TokenMint.FromText(SigningKey);

    public static IReadOnlyDictionary<string, string> For(string dataDirectory) => new Dictionary<string, string>
    {
        ["DataDirectory"] = dataDirectory,
        ["Jwt:SigningKey"] = SigningKey,
        ["Admin:Email"] = AdminEmail,
        ["Admin:Password"] = AdminPassword,
        ["Demo:Seed"] = "false",
        ["Bench:Enabled"] = "true",
        ["Accounts:WorkFactor"] = "4",
        // On a busy machine, too, a look at an account is made and not given up.
        ["Accounts:LookMilliseconds"] = "10000",
        ["Admission:PerAddressPerMinute"] = "1000000",
        ["Admission:SignInPerAddressPerMinute"] = "1000000",
        ["Admission:RegisterPerAddressPerMinute"] = "1000000",
        ["Storage:RefuseUndeclaredKeys"] = "true",
        // What a killed process had claimed for the ledger comes free sooner, and a test waits less.
        ["Orders:LeaseSeconds"] = "5",
    };
}
