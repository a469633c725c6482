using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>One connection to Redis, with what is known of it: whether it is silent, and which replicas are to be waited for.</summary>
internal sealed class RedisLine(ConnectionMultiplexer connection, Silence? silence, int replicas, int replicasTimeoutMilliseconds) : IAsyncDisposable
{
    private readonly Replicas? _replicas = replicas == 0 ? null : new Replicas(connection, replicas, replicasTimeoutMilliseconds);

    public ConnectionMultiplexer Connection => connection;

    public IDatabase Database => silence is { IsWhole: true } ? throw Silent() : connection.GetDatabase();

    public async Task<RedisResult> RunAsync(string script, RedisKey[] keys, RedisValue[] values)
    {
        if (silence is not null && silence.Covers(keys[0])) throw Silent();
        var database = connection.GetDatabase();
        try
        {
            return await database.ScriptEvaluateAsync(script, keys, values, CommandFlags.DemandMaster);
        }
        catch (RedisServerException fault) when (fault.Kind == RedisErrorKind.NoScript)
        {
            // Forgotten between the library's two attempts; nothing ran. Sent whole it cannot be unknown.
            return await database.ExecuteAsync("EVAL", [script, keys.Length, .. keys.Cast<object>(), .. values.Cast<object>()], CommandFlags.DemandMaster);
        }
    }

    public async Task<SafeAnswer> RunSafelyAsync(string script, RedisKey[] keys, RedisValue[] values, Func<RedisResult, Speaks> speaks) => _replicas is null
        ? new SafeAnswer(await RunAsync(script, keys, values), true)
        : await _replicas.RunAsync(() => RunAsync(script, keys, values), keys[0], speaks);

    public async ValueTask DisposeAsync()
    {
        if (silence is not null) await silence.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <summary>The server that decides over a key.</summary>
    /// <exception cref="RedisConnectionException">There is no connection to it.</exception>
    public static IServer ServerOf(ConnectionMultiplexer connection, RedisKey key)
    {
        try
        {
            return connection.GetServer(key, flags: CommandFlags.DemandMaster);
        }
        catch (InvalidOperationException none)
        {
            throw new RedisConnectionException(ConnectionFailureType.UnableToConnect, CommandFlags.None, none.Message, none, CommandStatus.Unknown);
        }
    }

    private static RedisConnectionException Silent() =>
        new(ConnectionFailureType.UnableToConnect, CommandFlags.None, "Redis is connected and does not answer.", null, CommandStatus.Unknown);
}
