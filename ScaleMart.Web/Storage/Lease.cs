using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// One process at a time holds it. Whether it still does is judged by this process's own clock, from before Redis was
/// asked, so that a process that was stopped for a while knows that its time is over before it does anything.
/// </summary>
public sealed class Lease(RedisDoor redis, TimeProvider time, RedisKey name, TimeSpan life)
{
    private static readonly Script Hold = Script.Load("Storage/Scripts/lease.lua"), GiveUp = Script.Load("Storage/Scripts/release.lua");
    private long? _since;

    /// <summary>What stands in Redis while it is held here, for scripts that write only on its strength.</summary>
    public string Token { get; } = Ids.New();

    public bool IsHeld => Left > TimeSpan.Zero;

    private TimeSpan Left => _since is { } since ? life - time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>True when this process holds it now; Redis is asked only when less than half of it is left.</summary>
    public async Task<bool> HoldAsync()
    {
        if (Left > life / 2) return true;
        var asked = time.GetTimestamp();
        var held = (int)await redis.RunAsync(Hold, [name], [Token, (long)life.TotalMilliseconds]) == 1;
        _since = held ? asked : null;
        return held;
    }

    /// <summary>Lets another take it at once.</summary>
    public async Task ReleaseAsync()
    {
        if (_since is null) return;
        _since = null;
        await redis.RunAsync(GiveUp, [name], [Token]);
    }
}
