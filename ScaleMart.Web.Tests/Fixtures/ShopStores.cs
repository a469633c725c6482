using MongoDB.Driver;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Standin;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// What a shop of the tests stands on: the embedded stores, or, where the environment variable <c>SCALEMART_TEST_STORES</c> says
/// <c>servers</c>, a redis-server of its own and the stand-in for MongoDB (or a database of its own on the server that
/// <c>SCALEMART_TEST_MONGODB</c> names). <c>./test.sh</c> runs the tests that touch a store once on each.
/// </summary>
public sealed class ShopStores : IAsyncDisposable
{
    private readonly RedisServer? _redis;
    private readonly MongoUrl? _documents;

    private ShopStores()
    {
    }

    private ShopStores(RedisServer redis, string? named)
    {
        _redis = redis;
        Standin = named is null ? new MongoStandin() : null;
        _documents = new MongoUrlBuilder(named ?? Standin!.ConnectionString()) { DatabaseName = $"scalemart-{Ids.New(8)}" }.ToMongoUrl();
    }

    public static bool AreServers { get; } = Environment.GetEnvironmentVariable("SCALEMART_TEST_STORES") switch
    {
        null or "" or "embedded" => false,
        "servers" => true,
        var other => throw new InvalidOperationException($"SCALEMART_TEST_STORES is '{other}'; it may be 'embedded' or 'servers'."),
    };

    public RedisServer Redis => _redis ?? throw new InvalidOperationException("These stores are embedded.");

    public MongoStandin Faulty => Standin ?? throw new InvalidOperationException("These stores have no stand-in.");

    // Null on embedded stores, and where a real server is named.
    private MongoStandin? Standin { get; }

    /// <summary>The settings that lead a shop there; none on embedded stores.</summary>
    public IReadOnlyDictionary<string, string> Settings => _redis is null ? new Dictionary<string, string>() : new Dictionary<string, string>
    {
        ["ConnectionStrings:Redis"] = _redis.Address,
        ["ConnectionStrings:MongoDB"] = _documents!.ToString(),
    };

    /// <summary>Those that this run of the tests is about.</summary>
    public static async Task<ShopStores> StartAsync() => AreServers ? await ServersAsync() : new ShopStores();

    /// <summary>Servers, whatever this run is about.</summary>
    public static async Task<ShopStores> ServersAsync() =>
        new(await RedisServer.StartedAsync(), BookStore.ServerAddress);

    /// <summary>Servers of which the documents' is the stand-in, whose faults a test wants.</summary>
    public static async Task<ShopStores> FaultyAsync() => new(await RedisServer.StartedAsync(), null);

    public async ValueTask DisposeAsync()
    {
        if (_redis is null) return;
        await _redis.DisposeAsync();
        if (Standin is not null)
        {
            await Standin.DisposeAsync();
            return;
        }

        using var client = new MongoClient(_documents);
        await client.DropDatabaseAsync(_documents!.DatabaseName);
    }
}
