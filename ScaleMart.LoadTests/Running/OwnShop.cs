using System.ComponentModel;
using ScaleMart.LoadTests.Processes;

namespace ScaleMart.LoadTests.Running;

/// <summary>
/// A shop that is started for one run when no address is given: as built beside this program, in production, on embedded stores in a
/// temporary folder unless others are asked for. Its limit for one address is raised, since the whole crowd comes from one; all its
/// other settings are the defaults. It ends, and its folder goes, with the run, also when that is interrupted.
/// </summary>
public sealed class OwnShop : IAsyncDisposable
{
    /// <summary>Of the shop's settings that are left at their defaults: tries a minute of one shopper in one sale.</summary>
    public const int UserRate = 10;

    private readonly List<ShopProcess> _shops = [];
    private RedisProcess? _redis;

    private OwnShop()
    {
    }

    /// <summary>The options as they are with this shop: its addresses, its key, its limit.</summary>
    public LoadOptions Options { get; private set; } = new();

    /// <summary>What it stores in, in words.</summary>
    public string Redis => _redis is null ? "Garnet inside the shop" : "redis-server";

    /// <exception cref="InvalidOperationException">It, or its Redis, did not start; the message has what it printed.</exception>
    public static async Task<OwnShop> StartAsync(LoadOptions options, Screen screen)
    {
        var own = new OwnShop();
        try
        {
            var settings = new Dictionary<string, string>(ShopProcess.RoomForACrowd);
            if (options.Redis is { } fsync)
            {
                own._redis = await RedisProcess.StartedAsync(fsync);
                settings["ConnectionStrings:Redis"] = own._redis.Address;
                screen.Say("redis", $"redis-server at {own._redis.Address}, append-only file {fsync}");
            }

            if (options.MongoDB is { } mongo) settings["ConnectionStrings:MongoDB"] = mongo;
            var key = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
            settings["Jwt:SigningKey"] = key;
            for (var n = 0; n < options.Processes; n++)
            {
                var shop = new ShopProcess(settings);
                own._shops.Add(shop);
                await shop.StartAsync();
                screen.Say("shop", $"started at {shop.Address}, {Repository.Configuration} build, {own.Redis}, {(options.MongoDB is null ? "SQLite" : "MongoDB")}; it ends with this run");
            }

            own.Options = options with { Urls = [.. own._shops.Select(s => s.Address)], SigningKey = key, UserRate = options.UserRate ?? UserRate };
            return own;
        }
        catch (Exception fault)
        {
            await own.DisposeAsync();
            if (fault is Win32Exception) throw new InvalidOperationException($"A program that is needed for the shop could not be started: {fault.Message}", fault);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var shop in _shops) await shop.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }
}
