using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations.Health;

/// <summary>One part of the shop: whether it is well, and otherwise what is wrong.</summary>
public sealed record ComponentHealth(bool Ready, string Detail)
{
    /// <summary>How long its answer took; for those who run the shop.</summary>
    [JsonIgnore]
    public TimeSpan? Took { get; init; }
}

/// <summary>Whether this process should be sent customers, part by part.</summary>
public sealed record ReadinessReport(bool Ready, IReadOnlyDictionary<string, ComponentHealth> Components);

/// <summary>
/// Looks at what a sale needs: Redis answers, the document store writes and reads, a drain is alive, and the process is not
/// about to stop. Anyone may ask, so the stores are asked at most once a second.
/// </summary>
public sealed class Readiness(
    Pulse pulse, DrainFigures drain, Stores stores, IOptions<OperationsOptions> options, TimeProvider time, ILogger<Readiness> log) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    // A store inside this process is slow when the machine is, and no other process would serve the customers better.
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(stores.AreEmbedded ? 10 : 2);
    private readonly SemaphoreSlim _looking = new(1, 1);
    private ReadinessReport? _report;
    private long _lookedAt;
    private volatile bool _stopping;

    /// <summary>From here on the answer is no.</summary>
    public void Stop() => _stopping = true;

    public async Task<ReadinessReport> ReadAsync(CancellationToken cancel)
    {
        if (_stopping) return Of(new() { ["process"] = new(false, "The process is stopping.") });
        await _looking.WaitAsync(cancel);
        try
        {
            if (_report is { } known && time.GetElapsedTime(_lookedAt) < Fresh) return known;
            var redis = LookAsync("redis", pulse.RedisAsync());
            var documents = LookAsync("documents", pulse.DocumentsAsync());
            var report = Of(new() { ["redis"] = await redis, ["documents"] = await documents, ["drain"] = Drain(), ["process"] = new(true, "running") });
            _lookedAt = time.GetTimestamp();
            return _report = report;
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();

    private async Task<ComponentHealth> LookAsync(string component, Task<IReadOnlyList<string>> look)
    {
        var asked = time.GetTimestamp();
        try
        {
            var faults = await look.WaitAsync(_patience, time);
            if (faults.Count == 0) return new ComponentHealth(true, "answers") { Took = time.GetElapsedTime(asked) };
            var words = string.Join(' ', faults);
            log.ComponentUnfit(component, words);
            return new ComponentHealth(false, words);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException or InvalidOperationException)
        {
            // The reason is for the log: anyone may read the answer.
            log.ComponentNotReady(component, fault);
            return new ComponentHealth(false, "does not answer");
        }
    }

    private ComponentHealth Drain()
    {
        var silence = TimeSpan.FromSeconds(options.Value.DrainSilenceSeconds);
        return drain.Workers.Any(w => time.GetUtcNow() - w.LastSeen < silence)
            ? new ComponentHealth(true, "alive")
            : new ComponentHealth(false, FormattableString.Invariant($"No drain was seen in the last {silence.TotalSeconds} seconds."));
    }

    private static ReadinessReport Of(Dictionary<string, ComponentHealth> components) => new(components.Values.All(c => c.Ready), components);
}
