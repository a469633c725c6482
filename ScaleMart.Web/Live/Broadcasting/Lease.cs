using Microsoft.Extensions.Options;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// One process at a time may broadcast. Whether it still may is judged by this process's own clock, from before Redis was
/// asked, so that a process that was stopped for a while knows that its time is over before it says anything.
/// </summary>
internal sealed class Lease(RedisDoor redis, TimeProvider time, IOptions<LiveOptions> options)
{
    private static readonly RedisKey Key = "live:broadcaster";
    private static readonly Script Hold = Script.Load("Live/Scripts/lease.lua"), GiveUp = Script.Load("Live/Scripts/release.lua");
    private readonly string _token = Ids.New();
    private long? _since;

    public bool IsHeld => Left > TimeSpan.Zero;

    private TimeSpan Life => TimeSpan.FromMilliseconds(options.Value.LeaseMilliseconds);

    private TimeSpan Left => _since is { } since ? Life - time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>True when this process holds it now; Redis is asked only when less than half of it is left.</summary>
    public async Task<bool> HoldAsync()
    {
        if (Left > Life / 2) return true;
        var asked = time.GetTimestamp();
        var held = (int)await redis.RunAsync(Hold, [Key], [_token, (long)Life.TotalMilliseconds]) == 1;
        _since = held ? asked : null;
        return held;
    }

    /// <summary>Lets another take it at once.</summary>
    public async Task ReleaseAsync()
    {
        if (_since is null) return;
        _since = null;
        await redis.RunAsync(GiveUp, [Key], [_token]);
    }
}
