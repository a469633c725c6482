namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// What a shop of the tests stands on: the embedded stores, or, where the environment variable <c>SCALEMART_TEST_STORES</c> says
/// <c>servers</c>, a redis-server of its own and the stand-in for MongoDB (or the server that <c>SCALEMART_TEST_MONGODB</c> names).
/// <c>./test.sh</c> runs the tests that touch a store once on each.
/// </summary>
public sealed class ShopStores : IAsyncDisposable
{
    private readonly RedisServer? _redis;

    private ShopStores(RedisServer? redis) => _redis = redis;

    public static bool AreServers { get; } = Environment.GetEnvironmentVariable("SCALEMART_TEST_STORES") switch
    {
        null or "" or "embedded" => false,
        "servers" => true,
        var other => throw new InvalidOperationException($"SCALEMART_TEST_STORES is '{other}'; it may be 'embedded' or 'servers'."),
    };

    /// <summary>The settings that lead a shop there; none on embedded stores.</summary>
    public IReadOnlyDictionary<string, string> Settings => _redis is null ? new Dictionary<string, string>() : new Dictionary<string, string>
    {
        ["ConnectionStrings:Redis"] = _redis.Address,
    };

    public static async Task<ShopStores> StartAsync() => new(AreServers ? await RedisServer.StartedAsync() : null);

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null) await _redis.DisposeAsync();
    }
}
