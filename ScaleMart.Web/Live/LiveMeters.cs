using System.Diagnostics.Metrics;

namespace ScaleMart.Web.Live;

/// <summary>The hub's instruments, for this process: who is connected, what is watched, and what was sent to groups of them.</summary>
internal sealed class LiveMeters : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _sent;

    public LiveMeters(IMeterFactory factory, Audience audience)
    {
        _meter = factory.Create("ScaleMart.Live");
        _meter.CreateObservableGauge("scalemart.live.connections", () => audience.Connections, "{connection}", "Connections to the hub.");
        _meter.CreateObservableGauge("scalemart.live.watches", () => audience.Watches, "{watch}", "Sales watched, each counted once for each connection that does.");
        _sent = _meter.CreateCounter<long>("scalemart.live.messages", "{message}", "Messages sent, by kind; one to a whole shard of watchers is one.");
    }

    public void Sent(string kind) => _sent.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Dispose() => _meter.Dispose();
}
