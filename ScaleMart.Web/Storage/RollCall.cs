using System.Globalization;
using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>What a process said of itself last, and how long ago by Redis's clock.</summary>
public sealed record RollLine(string Process, string Text, TimeSpan Age);

/// <summary>
/// Where processes tell each other that they are there: one hash in Redis, a line for each with the time of its writing. One that
/// died falls silent, and a few seconds later its line is taken away by whoever looks.
/// </summary>
public sealed class RollCall(RedisDoor redis, RedisKey roll)
{
    /// <summary>A line older than this is a dead process's.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private static readonly Script Report = Script.Load("Storage/Scripts/report.lua");

    public Task WriteAsync(string process, string text) => redis.RunAsync(Report, [roll], [process, text]);

    public Task RemoveAsync(string process) => redis.Database.HashDeleteAsync(roll, process);

    /// <summary>The lines of those that live.</summary>
    public async Task<IReadOnlyList<RollLine>> ReadAsync()
    {
        var clock = redis.TimeAsync();
        var lines = await redis.Database.HashGetAllAsync(roll, flags: CommandFlags.DemandMaster);
        var now = await clock;
        var (alive, dead) = (new List<RollLine>(lines.Length), new List<RedisValue>());
        foreach (var line in lines)
        {
            var parts = ((string)line.Value!).Split(' ', 2);
            var age = now - DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
            if (age > Silence) dead.Add(line.Name);
            else alive.Add(new RollLine(line.Name!, parts[1], age < TimeSpan.Zero ? TimeSpan.Zero : age));
        }

        if (dead.Count > 0) await redis.Database.HashDeleteAsync(roll, [.. dead]);
        return alive;
    }
}
