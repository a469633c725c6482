using System.Net;
using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// Leads the door to the one master that most Sentinels name, and to the next when they name another. The library would follow them by
/// itself, but over every server of the group: while an old master is back and not yet told that it is none, it asks either.
/// </summary>
internal sealed class SentinelWatch(RedisDoor door, ConfigurationOptions where, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private ConnectionMultiplexer? _sentinels;
    private EndPoint? _followed;

    /// <summary>One look; returns whatever came of it.</summary>
    public async Task LookAsync()
    {
        try
        {
            _sentinels ??= await ConnectionMultiplexer.SentinelConnectAsync(door.Tuned(where));
            if (await ChosenAsync(_sentinels) is not { } chosen || chosen.Equals(_followed)) return;
            if (_followed is not null) log.MasterFollowed(where.ServiceName!);
            await door.ConnectAsync(where, at: chosen);
            _followed = chosen;
        }
        catch (RedisConnectionException fault)
        {
            log.RedisNotReached(fault.Message);
        }
    }

    /// <summary>Looks again and again.</summary>
    public async Task FollowAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stopping)) await LookAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_sentinels is not null) await _sentinels.DisposeAsync();
    }

    // The answer of most of those that answer; none where they are at odds.
    private async Task<EndPoint?> ChosenAsync(ConnectionMultiplexer sentinels)
    {
        var said = await Task.WhenAll(sentinels.GetServers().Where(s => s.IsConnected).Select(AskAsync));
        var votes = said.OfType<EndPoint>().GroupBy(e => e).OrderByDescending(g => g.Count()).ToList();
        return votes.Count > 0 && votes[0].Count() * 2 > votes.Sum(v => v.Count()) ? votes[0].Key : null;
    }

    private async Task<EndPoint?> AskAsync(IServer sentinel)
    {
        try
        {
            return await sentinel.SentinelGetMasterAddressByNameAsync(where.ServiceName!);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return null; // It has no vote this time.
        }
    }
}
