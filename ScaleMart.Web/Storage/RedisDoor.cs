using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// The door to Redis, embedded or not: runs scripts and plain reads over one multiplexed connection. A call that gets no
/// answer throws <see cref="RedisTimeoutException"/> or <see cref="RedisConnectionException"/>; nobody knows then whether it ran.
/// </summary>
public sealed class RedisDoor(IOptions<StorageOptions> options) : IAsyncDisposable
{
    private ConnectionMultiplexer? _connection;

    /// <summary>The connection is back after it was lost: whatever was remembered of Redis may be out of date.</summary>
    public event Action? Restored;

    public IDatabase Database => Connection.GetDatabase();

    public bool IsConnected => _connection?.IsConnected == true;

    private ConnectionMultiplexer Connection => _connection ?? throw new InvalidOperationException("Redis was used before the host started.");

    public async Task ConnectAsync(ConfigurationOptions where)
    {
        where.AbortOnConnectFail = false;
        where.AsyncTimeout = where.SyncTimeout = options.Value.RedisTimeoutMilliseconds;
        where.ConnectRetry = 5;
        _connection = await ConnectionMultiplexer.ConnectAsync(where);
        _connection.ConnectionRestored += (_, _) => Restored?.Invoke();
    }

    public Task<RedisResult> RunAsync(Script script, RedisKey[] keys, RedisValue[] values) =>
        Database.ScriptEvaluateAsync(options.Value.RefuseUndeclaredKeys ? script.Guarded : script.Text, keys, values);

    /// <summary>The clock that decides: Redis's own.</summary>
    public async Task<DateTimeOffset> TimeAsync()
    {
        var time = (RedisResult[])(await Database.ExecuteAsync("TIME"))!;
        return DateTimeOffset.FromUnixTimeMilliseconds(
            (long.Parse((string)time[0]!, CultureInfo.InvariantCulture) * 1000) + (long.Parse((string)time[1]!, CultureInfo.InvariantCulture) / 1000));
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection) await connection.DisposeAsync();
    }
}
