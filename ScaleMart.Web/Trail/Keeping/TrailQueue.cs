using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Trail.Keeping;

/// <summary>
/// The trail's records in Redis until the book has them, oldest first: one list, and beside it what the book will never take. A line
/// leaves the list only when it is in one of the two; every step may be done again.
/// </summary>
public sealed class TrailQueue(RedisDoor redis, string name = "trail")
{
    private static readonly Script Append = Script.Load("Trail/Scripts/append.lua");

    // One tag, so that a Redis Cluster keeps both in one place.
    private readonly RedisKey _waiting = $"{{{name}}}:waiting", _refused = $"{{{name}}}:refused";

    internal string Name => name;

    /// <summary>False when too few replicas have it: it may be lost with this Redis.</summary>
    /// <exception cref="RedisException">Redis did not take it, or did not answer: it may be there.</exception>
    public async Task<bool> AppendAsync(TrailRecord record)
    {
        var (kind, json) = TrailLine.Write(record);
        return (await redis.RunSafelyAsync(Append, [_waiting], [kind, json], _ => Speaks.OfItsWrites)).IsSafe;
    }

    /// <summary>The oldest lines that wait, at most so many.</summary>
    public async Task<IReadOnlyList<string>> PeekAsync(int most) => Lines(await redis.Database.ListRangeAsync(_waiting, 0, most - 1, flags: CommandFlags.DemandMaster));

    /// <summary>Everything that is in Redis and can be read: what waits, and what the book refused.</summary>
    public async Task<IReadOnlyList<TrailRecord>> ReadAsync()
    {
        var refused = redis.Database.HashKeysAsync(_refused, flags: CommandFlags.DemandMaster);
        var waiting = await redis.Database.ListRangeAsync(_waiting, flags: CommandFlags.DemandMaster);
        return [.. Lines(await refused).Concat(Lines(waiting)).Select(TryRead).OfType<TrailRecord>()];
    }

    /// <summary>The book has it.</summary>
    public Task RemoveAsync(string line) => redis.Database.ListRemoveAsync(_waiting, line, 1);

    /// <summary>The book will never take it: kept aside with the reason, and out of the others' way.</summary>
    public async Task RefuseAsync(string line, string reason)
    {
        await redis.Database.HashSetAsync(_refused, line, reason);
        // Crash point: in both. Whoever comes next sets it aside again.
        await RemoveAsync(line);
    }

    private static IReadOnlyList<string> Lines(RedisValue[] values) => [.. values.Select(v => (string)v!)];

    private static TrailRecord? TryRead(string line)
    {
        try
        {
            return TrailLine.Read(line);
        }
        catch (FormatException)
        {
            return null; // Set aside and told of by the one who carries it.
        }
    }
}
