using ScaleMart.LoadTests.Engines;

namespace ScaleMart.LoadTests;

/// <summary>What to play and as whom. <see cref="Knobs"/> says each in words and reads it; a scenario brings its own defaults.</summary>
public sealed record LoadOptions
{
    /// <summary>The shop's addresses, taken in turn; empty: a shop of our own.</summary>
    public IReadOnlyList<Uri> Urls { get; init; } = [];

    public int Processes { get; init; } = 1;
    public string? Redis { get; init; }
    public string? MongoDB { get; init; }

    public string? KeyFile { get; init; }
    public string? SigningKey { get; init; }
    public string? AdminEmail { get; init; }
    public string? AdminPassword { get; init; }
    public string? Accounts { get; init; }

    public string? Sale { get; init; }
    public int Shoppers { get; init; } = 150;
    public int Stock { get; init; } = 25;
    public int Limit { get; init; } = 1;
    public int HoldSeconds { get; init; } = 3600;
    public int Connections { get; init; } = 200;
    public int Sockets { get; init; } = 256;

    public double? Rate { get; init; }
    public int? Users { get; init; }
    public int? Attempts { get; init; }
    public int Burst { get; init; }
    public double For { get; init; } = 20;
    public double WarmUp { get; init; } = 3;
    public double Ramp { get; init; }
    public int Think { get; init; }
    public int InFlight { get; init; } = 10_000;
    public int Rude { get; init; }

    public int? UserRate { get; init; }
    public int? GoalP50 { get; init; }
    public int? GoalP99 { get; init; }
    public int Patience { get; init; } = 60;
    public string? Report { get; init; }

    /// <summary>Tokens can be minted.</summary>
    public bool HasKey => KeyFile is not null || SigningKey is not null;

    public Workload Workload => new()
    {
        Rate = Rate,
        Users = Users ?? 64,
        Iterations = Attempts,
        Burst = Rate is null ? 0 : Burst,
        For = TimeSpan.FromSeconds(For),
        WarmUp = TimeSpan.FromSeconds(WarmUp),
        Ramp = TimeSpan.FromSeconds(Ramp),
        Think = TimeSpan.FromMilliseconds(Think),
        MostInFlight = InFlight,
    };

    /// <exception cref="FormatException">An option is unknown, has no value or a bad one, or does not go with another; the message names it.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments, LoadOptions? defaults = null)
    {
        var options = defaults ?? new LoadOptions();
        foreach (var (name, value) in Pairs(arguments))
        {
            var knob = Knobs.All.FirstOrDefault(k => k.Name == name || k.Alias == name) ?? throw new FormatException($"{name} is not an option.{Nearest(name)}");
            options = knob.Set(options, value ?? throw new FormatException($"{name} has no value. It takes {knob.Unit}."));
        }

        return Checked(options, arguments);
    }

    private static IEnumerable<(string Name, string? Value)> Pairs(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].IndexOf('=', StringComparison.Ordinal) is var cut and > 0) yield return (arguments[i][..cut], arguments[i][(cut + 1)..]);
            else yield return (arguments[i], ++i < arguments.Count && !arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i] : null);
        }
    }

    private static LoadOptions Checked(LoadOptions options, IReadOnlyList<string> arguments)
    {
        bool Gave(string name) => arguments.Any(a => a == name || a.StartsWith(name + "=", StringComparison.Ordinal));
        if (Gave("--rate") && (Gave("--users") || Gave("--lanes"))) throw new FormatException("--rate is the open model and --users the closed one: give one of them.");
        // The one that was given takes the place of the scenario's other.
        if (Gave("--rate")) options = options with { Users = null };
        else if (Gave("--users") || Gave("--lanes")) options = options with { Rate = null };
        if (options is { KeyFile: not null, SigningKey: not null }) throw new FormatException("Give --key-file or --signing-key, not both.");
        if (options.AdminEmail is null != options.AdminPassword is null) throw new FormatException("--admin-email and --admin-password go together.");
        if (options.Urls.Count > 0 && !options.HasKey && options.AdminEmail is null)
            throw new FormatException("For a shop at an address (--url), give --key-file or --signing-key, or --admin-email and --admin-password.");
        if (options.Urls.Count == 0 && (options.HasKey || options.AdminEmail is not null || options.Sale is not null || options.Accounts is not null))
            throw new FormatException("A key, an admin, a sale or accounts belong to a shop at an address: give --url too.");
        if (options.Urls.Count > 0 && (options.Redis is not null || options.MongoDB is not null || options.Processes > 1))
            throw new FormatException("--redis, --mongodb and --processes are about a shop that is started here: leave out --url.");
        if (options.Processes > 1 && (options.Redis is null || options.MongoDB is null))
            throw new FormatException("Several --processes need stores that they share: give --redis and --mongodb.");
        return options;
    }

    private static string Nearest(string name) =>
        Knobs.All.Select(k => k.Name).FirstOrDefault(k => name.Length > 3 && k.StartsWith(name[..4], StringComparison.Ordinal)) is { } near ? $" Did you mean {near}?" : "";
}
