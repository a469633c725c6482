using System.Diagnostics.Metrics;
using ScaleMart.Web.Stock.Queue;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations;

/// <summary>
/// The queues' figures as gauges, looked at every few seconds, since a scrape cannot wait for Redis. While Redis does not
/// answer they are absent, and not what they were.
/// </summary>
public sealed class QueueMeters : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly QueueWatch _queue;
    private readonly TimeProvider _time;
    private readonly ILogger<QueueMeters> _log;
    private readonly Meter _meter;
    private volatile QueueFigures? _figures;

    public QueueMeters(QueueWatch queue, IMeterFactory factory, TimeProvider time, ILogger<QueueMeters> log)
    {
        (_queue, _time, _log) = (queue, time, log);
        _meter = factory.Create("ScaleMart.Operations");
        Gauge("scalemart.queue.depth", "{order}", "Orders that wait for the ledger.", f => f.Depth);
        Gauge("scalemart.queue.in_flight", "{order}", "Orders that a drain has claimed.", f => f.InFlight);
        Gauge("scalemart.queue.dead_letters", "{order}", "Orders that the ledger would not take.", f => f.DeadLetters);
        Gauge("scalemart.queue.oldest.age", "s", "How long the oldest entry has waited.", f => f.OldestAgeMs / 1000d);
    }

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, _time);
        try
        {
            do await LookAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            _figures = await _queue.ReadAsync(cancel);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            _figures = null;
            _log.QueueNotSeen(fault.Message);
        }
    }

    private void Gauge(string name, string unit, string description, Func<QueueFigures, double> value) =>
        _meter.CreateObservableGauge(name, () => _figures is { } figures ? [new Measurement<double>(value(figures))] : Array.Empty<Measurement<double>>(), unit, description);
}
