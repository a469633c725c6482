using System.Net;
using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// Listens whether Redis answers at all. Four times a second every master of a connection is asked for a sign of life, one
/// question at a time; one that owes an answer for too long is silent until it gives one, and nobody need wait for it meanwhile.
/// </summary>
internal sealed class Silence : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);
    private readonly ConnectionMultiplexer _connection;
    private readonly TimeSpan _patience;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<EndPoint, Question> _asked = [];
    private readonly Task _listening;
    private volatile EndPoint[] _silent = [];
    private volatile bool _isWhole;

    public Silence(ConnectionMultiplexer connection, TimeSpan patience, ILogger log)
    {
        (_connection, _patience, _log) = (connection, patience, log);
        _listening = ListenAsync();
    }

    /// <summary>No master answers.</summary>
    public bool IsWhole => _isWhole;

    /// <summary>The master that has this key does not answer.</summary>
    public bool Covers(RedisKey key) =>
        _silent is { Length: > 0 } silent && (_isWhole || Array.IndexOf(silent, RedisLine.ServerOf(_connection, key).EndPoint) >= 0);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        using var timer = new PeriodicTimer(Tick);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token)) Look();
        }
        catch (OperationCanceledException)
        {
            // The door closes.
        }
    }

    private void Look()
    {
        // What is not connected fails at once by itself.
        var masters = _connection.GetServers().Where(s => s.IsConnected && !s.IsReplica).ToDictionary(s => s.EndPoint);
        foreach (var gone in _asked.Keys.Where(e => !masters.ContainsKey(e)).ToList()) _asked.Remove(gone);
        foreach (var (where, master) in masters)
        {
            var before = _asked.GetValueOrDefault(where);
            if (before is { Answered.IsCompleted: false }) continue;
            var owedSince = before is { Answered.Result: false } ? before.Since : TimeProvider.System.GetTimestamp();
            _asked[where] = new Question(AskAsync(master), owedSince);
        }

        Tell([.. _asked.Where(a => TimeProvider.System.GetElapsedTime(a.Value.Since) > _patience).Select(a => a.Key)], masters.Count);
    }

    private void Tell(EndPoint[] silent, int masters)
    {
        foreach (var one in silent.Except(_silent)) _log.RedisSilent(one.ToString()!);
        foreach (var one in _silent.Except(silent)) _log.RedisNotSilent(one.ToString()!);
        _silent = silent;
        _isWhole = silent.Length > 0 && silent.Length == masters;
    }

    private static async Task<bool> AskAsync(IServer master)
    {
        try
        {
            await master.PingAsync();
            return true;
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or ObjectDisposedException)
        {
            return false; // Lost on the way: asked again at the next look, and still owed since the first.
        }
    }

    private sealed record Question(Task<bool> Answered, long Since);
}
