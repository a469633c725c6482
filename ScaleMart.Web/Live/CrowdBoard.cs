using System.Text.Json;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Live;

/// <summary>Where processes tell each other who is watching, for as long as they live.</summary>
internal sealed class CrowdBoard(RedisDoor redis)
{
    private readonly RollCall _roll = new(redis, "live:audiences");

    /// <summary>This process among the others: drawn at its start.</summary>
    public string Self { get; } = Ids.New(12);

    public Task WriteAsync(AudienceReport report) => _roll.WriteAsync(Self, JsonSerializer.Serialize(report));

    /// <summary>Takes this process's line away: it has no audience, or ends.</summary>
    public Task RemoveAsync() => _roll.RemoveAsync(Self);

    public async Task<Crowd> ReadAsync() =>
        Crowd.Of((await _roll.ReadAsync()).ToDictionary(line => line.Process, line => JsonSerializer.Deserialize<AudienceReport>(line.Text)!), Self);
}
