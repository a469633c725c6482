using System.Globalization;

namespace ScaleMart.LoadTests;

/// <summary>One option: its name, what it takes (with the unit), what it does, how it is read, and how its value is shown.</summary>
public sealed record Knob(string Group, string Name, string Unit, string Sentence, Func<LoadOptions, string, LoadOptions> Set, Func<LoadOptions, string?> Shown, string? Alias = null)
{
    /// <summary>Its value is never printed.</summary>
    public bool IsSecret { get; init; }
}

/// <summary>Every option, in the order of the help.</summary>
public static class Knobs
{
    private const string Shop = "The shop", People = "The people", Goods = "The sale", Load = "The load", Word = "The verdict";

    public static IReadOnlyList<Knob> All { get; } =
    [
        new(Shop, "--url", "URL[,URL…]", "the shop's addresses, taken in turn; without it, a shop is started here, and ended afterwards", (o, v) => o with { Urls = Addresses("--url", v) }, o => o.Urls.Count == 0 ? "a shop of its own" : string.Join(',', o.Urls)),
        new(Shop, "--processes", "N", "web processes of the shop that is started here; more than one needs --redis and --mongodb", (o, v) => o with { Processes = Count("--processes", v) }, o => $"{o.Processes}"),
        new(Shop, "--redis", "no|everysec|always", "start a redis-server for it, with this appendfsync; without it, Garnet inside the process", (o, v) => o with { Redis = v is "no" or "everysec" or "always" ? v : throw Bad("--redis", "no, everysec or always", v) }, o => o.Redis ?? "embedded"),
        new(Shop, "--mongodb", "TEXT", "a MongoDB's connection string for it; without it, SQLite inside the process", (o, v) => o with { MongoDB = v }, o => o.MongoDB is null ? "embedded" : "given") { IsSecret = true },
        new(People, "--shoppers", "N", "people in the crowd, each with an account of their own", (o, v) => o with { Shoppers = Count("--shoppers", v) }, o => $"{o.Shoppers}"),
        new(People, "--signing-key", "TEXT", "mint their tokens with the shop's Jwt:SigningKey", (o, v) => o with { SigningKey = v }, o => o.SigningKey is null ? null : "given") { IsSecret = true },
        new(People, "--key-file", "FILE", "mint their tokens with the shop's <data directory>/jwt.key; with neither, they register and sign in through the API, at the pace that the shop allows", (o, v) => o with { KeyFile = v }, o => o.KeyFile),
        new(People, "--admin-email", "TEXT", "who makes the sale and reads the audit; needed when no key is given", (o, v) => o with { AdminEmail = v }, o => o.AdminEmail is null ? null : "given") { IsSecret = true },
        new(People, "--admin-password", "TEXT", "", (o, v) => o with { AdminPassword = v }, o => o.AdminPassword is null ? null : "given") { IsSecret = true },
        new(People, "--accounts", "FILE", "keep those who registered there, with their passwords, and take them from there the next time", (o, v) => o with { Accounts = v }, o => o.Accounts),
        new(Goods, "--stock", "UNITS", "units on sale", (o, v) => o with { Stock = Count("--stock", v) }, o => $"{o.Stock}"),
        new(Goods, "--limit", "UNITS", "units that one shopper may have", (o, v) => o with { Limit = Count("--limit", v) }, o => $"{o.Limit}"),
        new(Goods, "--hold", "SECONDS", "how long a hold lasts, 10 at least", (o, v) => o with { HoldSeconds = Count("--hold", v, 10) }, o => $"{o.HoldSeconds}"),
        new(Goods, "--sale", "ID", "use this sale instead of a new one (rush only); it must be open, and nobody else may buy from it", (o, v) => o with { Sale = v }, o => o.Sale),
        new(Load, "--rate", "PER SECOND", "open model: iterations begin by the clock", (o, v) => o with { Rate = Number("--rate", v, above: 0) }, o => o.Rate?.ToString("0.##", CultureInfo.InvariantCulture)),
        new(Load, "--burst", "N", "so many more at once at the opening (open model)", (o, v) => o with { Burst = Count("--burst", v, 0) }, o => $"{o.Burst}"),
        new(Load, "--users", "N", "closed model: so many, each as fast as they are answered", (o, v) => o with { Users = Count("--users", v) }, o => o.Users?.ToString(CultureInfo.InvariantCulture), "--lanes"),
        new(Load, "--think", "MS", "what a user of the closed model waits between two iterations", (o, v) => o with { Think = Count("--think", v, 0) }, o => $"{o.Think}"),
        new(Load, "--for", "SECONDS", "measured time", (o, v) => o with { For = Number("--for", v, above: 0) }, o => o.For.ToString("0.##", CultureInfo.InvariantCulture)),
        new(Load, "--warm-up", "SECONDS", "before it; in no latency, but every 202 counts", (o, v) => o with { WarmUp = Number("--warm-up", v) }, o => o.WarmUp.ToString("0.##", CultureInfo.InvariantCulture)),
        new(Load, "--ramp", "SECONDS", "the load climbs for so long, from the beginning", (o, v) => o with { Ramp = Number("--ramp", v) }, o => o.Ramp.ToString("0.##", CultureInfo.InvariantCulture)),
        new(Load, "--iterations", "N", "end after so many, however much time is left", (o, v) => o with { Attempts = Count("--iterations", v) }, o => o.Attempts?.ToString(CultureInfo.InvariantCulture), "--attempts"),
        new(Load, "--in-flight", "N", "iterations under way at once at most (open model); who comes then begins late, and it is said", (o, v) => o with { InFlight = Count("--in-flight", v) }, o => $"{o.InFlight}"),
        new(Load, "--connections", "N", "live hub connections that are held open", (o, v) => o with { Connections = Count("--connections", v, 0) }, o => $"{o.Connections}"),
        new(Load, "--sockets", "N", "HTTP connections to each address", (o, v) => o with { Sockets = Count("--sockets", v) }, o => $"{o.Sockets}"),
        new(Load, "--rude", "PERCENT", "shoppers who press again at once instead of waiting as Retry-After says", (o, v) => o with { Rude = Count("--rude", v, 0, 100) }, o => $"{o.Rude}"),
        new(Word, "--goal-p50", "MS", "half of the buys are answered within this", (o, v) => o with { GoalP50 = Count("--goal-p50", v) }, o => o.GoalP50?.ToString(CultureInfo.InvariantCulture)),
        new(Word, "--goal-p99", "MS", "99 % of the buys are answered within this", (o, v) => o with { GoalP99 = Count("--goal-p99", v) }, o => o.GoalP99?.ToString(CultureInfo.InvariantCulture)),
        new(Word, "--user-rate", "PER MINUTE", "tries that the shop lets one shopper make (its Orders:RatePerMinute and Orders:Burst); known of a shop that is started here, else not asked", (o, v) => o with { UserRate = Count("--user-rate", v) }, o => o.UserRate?.ToString(CultureInfo.InvariantCulture)),
        new(Word, "--patience", "SECONDS", "how long unknown outcomes are asked again, and how long the ledger may take, before it is judged", (o, v) => o with { Patience = Count("--patience", v) }, o => $"{o.Patience}"),
        new(Word, "--report", "FOLDER", "where the report goes: report.html and report.json", (o, v) => o with { Report = v }, o => o.Report),
    ];

    /// <summary>Name → value as it is used; secrets only say that they were given.</summary>
    public static IReadOnlyDictionary<string, string> Settings(LoadOptions options) =>
        All.Where(k => k.Shown(options) is not null).ToDictionary(k => k.Name[2..], k => k.Shown(options)!);

    private static IReadOnlyList<Uri> Addresses(string name, string value) =>
        [.. value.Split(',').Select(part => Uri.TryCreate(part, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : throw Bad(name, "an address like http://localhost:5000", part))];

    private static int Count(string name, string value, int least = 1, int most = 10_000_000) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most ? count
        : throw Bad(name, $"a whole number from {least} {(most < 10_000_000 ? $"to {most}" : "up")}", value);

    private static double Number(string name, string value, double? above = null) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1_000_000 && (above is null || number > above) ? number
        : throw Bad(name, above is null ? "a number from 0 up" : $"a number above {above}", value);

    private static FormatException Bad(string name, string wanted, string value) => new($"{name} is not {wanted}: {value}");
}
