using System.Globalization;

namespace ScaleMart.LoadTests;

/// <summary>What to rush and as whom; <see cref="Usage"/> says it in words.</summary>
public sealed record LoadOptions
{
    public const string Usage = """
        dotnet run --project ScaleMart.LoadTests -- [dashboards] [options]
          dashboards              instead of a rush and its verdict: what ten open dashboards cost those who buy
                                  (a thousand shoppers or more, so that a round lasts; options url to shoppers and lanes)
          --url URL               the shop (http://localhost:5000)
          --key-file FILE         mint tokens with the shop's <data directory>/jwt.key
          --signing-key TEXT      mint tokens with the shop's Jwt:SigningKey
                                  (with neither, shoppers register through the API, at the pace that the shop allows)
          --admin-email TEXT, --admin-password TEXT   sign in as the admin (needed when no key is given)
          --shoppers N            (150)      --attempts N   all shoppers together (300)
          --stock N               (25)       --limit N      per customer (1)
          --lanes N               attempts in flight at once (64)
          --sale ID               rush this sale instead of a new one; nobody else may buy from it
        """;

    public Uri Url { get; private init; } = new("http://localhost:5000");
    public string? KeyFile { get; private init; }
    public string? SigningKey { get; private init; }
    public string? AdminEmail { get; private init; }
    public string? AdminPassword { get; private init; }
    public string? Sale { get; private init; }
    public int Shoppers { get; private init; } = 150;
    public int Attempts { get; private init; } = 300;
    public int Stock { get; private init; } = 25;
    public int Limit { get; private init; } = 1;
    public int Lanes { get; private init; } = 64;

    /// <exception cref="FormatException">An option is unknown, has no value or a bad one; the message names it.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var name = arguments[i];
            if (i + 1 == arguments.Count) throw new FormatException($"{name} has no value.");
            var value = arguments[i + 1];
            options = name switch
            {
                "--url" => options with { Url = Uri.TryCreate(value, UriKind.Absolute, out var url) ? url : throw new FormatException($"{name} is not an address: {value}") },
                "--key-file" => options with { KeyFile = value },
                "--signing-key" => options with { SigningKey = value },
                "--admin-email" => options with { AdminEmail = value },
                "--admin-password" => options with { AdminPassword = value },
                "--sale" => options with { Sale = value },
                "--shoppers" => options with { Shoppers = Count(name, value) },
                "--attempts" => options with { Attempts = Count(name, value) },
                "--stock" => options with { Stock = Count(name, value) },
                "--limit" => options with { Limit = Count(name, value) },
                "--lanes" => options with { Lanes = Count(name, value) },
                _ => throw new FormatException($"{name} is not an option."),
            };
        }

        return options.KeyFile is null && options.SigningKey is null && (options.AdminEmail is null || options.AdminPassword is null)
            ? throw new FormatException("Give --key-file or --signing-key, or --admin-email and --admin-password.")
            : options;
    }

    private static int Count(string name, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : throw new FormatException($"{name} is not a whole number from 1 up: {value}");
}
