using System.Net;
using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// Holds the door to the word of the Sentinels. The library follows them by itself, but of two servers that both call themselves
/// master it keeps the one that it has: a master that was cut off, and that refuses or forgets what it is told. Then the door is opened anew.
/// </summary>
internal sealed class SentinelWatch(RedisDoor door, ConfigurationOptions where, TimeProvider time, ILogger log)
{
    // The library's own switch takes a moment.
    private const int Patience = 3;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private int _astray;

    public async Task FollowAsync(CancellationToken stopping)
    {
        await using var sentinels = await ConnectionMultiplexer.SentinelConnectAsync(door.Tuned(where));
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            try
            {
                _astray = await ChosenAsync(sentinels) is { } chosen && !chosen.Equals(Connected) ? _astray + 1 : 0;
                if (_astray < Patience) continue;
                log.MasterFollowed(where.ServiceName!);
                await door.ConnectAsync(where);
                _astray = 0;
            }
            catch (RedisConnectionException fault)
            {
                log.RedisNotReached(fault.Message);
            }
        }
    }

    private EndPoint? Connected
    {
        get
        {
            try
            {
                return RedisLine.ServerOf(door.Connection, "any").EndPoint;
            }
            catch (RedisConnectionException)
            {
                return null;
            }
        }
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
