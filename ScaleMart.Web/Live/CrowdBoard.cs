using System.Globalization;
using System.Text.Json;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Live;

/// <summary>
/// Where processes tell each other who is watching: one hash in Redis, a line for each process with the time of its writing.
/// A process that died falls silent, and is not counted a few seconds later.
/// </summary>
internal sealed class CrowdBoard(RedisDoor redis)
{
    /// <summary>A line older than this is a dead process's.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private static readonly RedisKey Key = "live:audiences";
    private static readonly Script Script = Script.Load("Live/Scripts/report.lua");

    /// <summary>This process among the others: drawn at its start.</summary>
    public string Self { get; } = Ids.New(12);

    public Task WriteAsync(AudienceReport report) => WriteAsync(Self, report);

    internal Task WriteAsync(string process, AudienceReport report) => redis.RunAsync(Script, [Key], [process, JsonSerializer.Serialize(report)]);

    /// <summary>Takes this process's line away: it has no audience, or ends.</summary>
    public Task RemoveAsync() => redis.Database.HashDeleteAsync(Key, Self);

    public async Task<Crowd> ReadAsync()
    {
        var clock = redis.TimeAsync();
        var lines = await redis.Database.HashGetAllAsync(Key, flags: CommandFlags.DemandMaster);
        var now = (await clock).ToUnixTimeMilliseconds();
        var reports = new Dictionary<string, AudienceReport>(lines.Length);
        var dead = new List<RedisValue>();
        foreach (var line in lines)
        {
            var parts = ((string)line.Value!).Split(' ', 2);
            if (now - long.Parse(parts[0], CultureInfo.InvariantCulture) > Silence.TotalMilliseconds) dead.Add(line.Name);
            else reports[(string)line.Name!] = JsonSerializer.Deserialize<AudienceReport>(parts[1])!;
        }

        if (dead.Count > 0) await redis.Database.HashDeleteAsync(Key, [.. dead]);
        return Crowd.Of(reports, Self);
    }
}
