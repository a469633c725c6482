using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// The door to Redis, embedded or not: runs scripts and plain reads over one multiplexed connection. A call that gets no
/// answer throws <see cref="RedisTimeoutException"/> or <see cref="RedisConnectionException"/>; nobody knows then whether it ran.
/// While there is no connection, or one on which nobody answers, it throws at once; both mend by themselves.
/// </summary>
public sealed class RedisDoor(IOptions<StorageOptions> options, ILogger<RedisDoor>? log = null) : IAsyncDisposable
{
    private readonly TaskCompletionSource<ConfigurationOptions> _where = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _end = new();
    private volatile RedisLine? _line;
    private Task _retiring = Task.CompletedTask;

    /// <summary>The connection is back after it was lost, or leads to another server: whatever was remembered of Redis may be out of date.</summary>
    public event Action? Restored;

    /// <summary>
    /// For plain reads and writes; throws at once while nobody answers. Reads name <see cref="CommandFlags.DemandMaster"/>: the library
    /// would ask a replica while it knows no master, and a replica does not know what has just been accepted.
    /// </summary>
    public IDatabase Database => Line.Database;

    internal ConnectionMultiplexer Connection => Line.Connection;

    private RedisLine Line =>
        _line ?? throw new RedisConnectionException(ConnectionFailureType.UnableToConnect, CommandFlags.None, "Redis has not been reached yet.", null, CommandStatus.Unknown);

    /// <summary>
    /// Returns connected, or still trying in the background. A Redis inside this process is not <paramref name="far"/>: when it is slow, so
    /// is the process, and refusing helps nobody. <paramref name="at"/> is the one server to go to, where Sentinels have named it.
    /// </summary>
    public async Task ConnectAsync(ConfigurationOptions where, bool far = true, EndPoint? at = null)
    {
        _where.TrySetResult(where);
        var connection = await ConnectionMultiplexer.ConnectAsync(at is null ? Tuned(where) : At(at, Tuned(where)));
        connection.ConnectionRestored += (_, _) => Restored?.Invoke();
        connection.ConfigurationChanged += (_, _) => Restored?.Invoke();
        var silence = far ? new Silence(connection, options.Value.RedisTimeout * 0.75, log ?? NullLogger<RedisDoor>.Instance) : null;
        var before = _line;
        _line = new RedisLine(connection, silence, options.Value.ReplicasOf(where), options.Value.RedisReplicasTimeoutMilliseconds);
        Restored?.Invoke();
        if (before is not null) _retiring = Task.WhenAll(_retiring, RetireAsync(before));
    }

    /// <summary>A connection of its own to the same Redis, for whoever must not share this one; theirs to close. Asked for before the start, it comes with it.</summary>
    public async Task<ConnectionMultiplexer> OpenAsync() => await ConnectionMultiplexer.ConnectAsync(Tuned(await _where.Task));

    public Task<RedisResult> RunAsync(Script script, RedisKey[] keys, RedisValue[] values) => Line.RunAsync(Text(script), keys, values);

    /// <summary>The same, and whether enough replicas have what its answer speaks of; always so where none are asked for.</summary>
    public Task<SafeAnswer> RunSafelyAsync(Script script, RedisKey[] keys, RedisValue[] values, Func<RedisResult, Speaks> speaks) =>
        Line.RunSafelyAsync(Text(script), keys, values, speaks);

    /// <summary>The clock that decides: Redis's own.</summary>
    public async Task<DateTimeOffset> TimeAsync()
    {
        var time = (RedisResult[])(await Database.ExecuteAsync("TIME", [], CommandFlags.DemandMaster))!;
        return DateTimeOffset.FromUnixTimeMilliseconds(
            (long.Parse((string)time[0]!, CultureInfo.InvariantCulture) * 1000) + (long.Parse((string)time[1]!, CultureInfo.InvariantCulture) / 1000));
    }

    /// <summary>Every server that this door may write to, as it describes itself: the fields of INFO by name.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> DescribeAsync() =>
        await Task.WhenAll(Connection.GetServers().Where(s => s.IsConnected && (!s.IsReplica || Connection.GetServers().Length == 1)).Select(DescribeAsync));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _retiring;
        if (_line is { } line) await line.DisposeAsync();
    }

    internal ConfigurationOptions Tuned(ConfigurationOptions where)
    {
        where = where.Clone();
        where.AbortOnConnectFail = false;
        where.AsyncTimeout = where.SyncTimeout = where.ConnectTimeout = (int)options.Value.RedisTimeout.TotalMilliseconds;
        where.HeartbeatInterval = TimeSpan.FromMilliseconds(250); // It is what notices that a time-out is over.
        where.ConnectRetry = 2;
        where.KeepAlive = 10;
        where.ConfigCheckSeconds = 5; // Who is master and who replica: asked for, since not every change is told.
        where.ReconnectRetryPolicy = new ExponentialRetry(200, 2_000);
        // What cannot be sent now fails now: a shopper hears 503 and tries again, instead of standing in a line that nobody serves.
        where.BacklogPolicy = BacklogPolicy.FailFast;
        where.AllowAdmin = true; // INFO, and an embedded Redis's checkpoints; nothing here changes a server's settings.
        return where;
    }

    private static ConfigurationOptions At(EndPoint one, ConfigurationOptions where)
    {
        where.ServiceName = null;
        where.EndPoints.Clear();
        where.EndPoints.Add(one);
        return where;
    }

    // What was sent on it may still be answered, or run into its time-out.
    private async Task RetireAsync(RedisLine line)
    {
        await Task.WhenAny(Task.Delay(options.Value.RedisTimeout * 2, _end.Token));
        await line.DisposeAsync();
    }

    private string Text(Script script) => options.Value.RefuseUndeclaredKeys ? script.Guarded : script.Text;

    private static async Task<IReadOnlyDictionary<string, string>> DescribeAsync(IServer server) =>
        (await server.InfoAsync()).SelectMany(section => section).GroupBy(field => field.Key).ToDictionary(field => field.Key, field => field.First().Value);
}
