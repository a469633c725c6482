using ScaleMart.Web.Operations.Health;
using ScaleMart.Web.Orders.Draining;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations.Instances;

/// <summary>Reports this process to the others once a second, and takes its line away when it ends.</summary>
internal sealed class InstanceReporter(InstanceBoard board, TrafficSampler traffic, DrainFigures drain, Readiness readiness, IAudience audience, TimeProvider time, ILogger<InstanceReporter> log)
    : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1), BetweenLooks = TimeSpan.FromSeconds(2);
    private readonly DateTimeOffset _since = time.GetUtcNow();
    private Task _look = Task.CompletedTask;
    private long? _lookedAt;
    private volatile ReadinessReport? _health;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
            {
                LookAround(stoppingToken);
                await TryAsync(() => board.WriteAsync(Report()));
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops: this process serves nobody any more.
            await TryAsync(board.RemoveAsync);
        }

        await _look;
    }

    private InstanceReport Report()
    {
        var (refusals, sales) = traffic.Sample();
        return new InstanceReport
        {
            Name = Environment.MachineName,
            Since = _since,
            Ready = _health?.Ready ?? false,
            Components = _health is { } health ? [.. health.Components.Where(c => c.Key != "process").Select(c => new ComponentReport(c.Key, c.Value.Ready, c.Value.Detail, Milliseconds(c.Value.Took)))] : null,
            Connections = audience.Connections,
            Watched = audience.Watched,
            DrainedPerSecond = Math.Round(drain.DrainedPerSecond, 1),
            InFlight = drain.Workers.Sum(w => w.InFlight),
            Workers = drain.Workers,
            Refusals = refusals,
            Sales = sales,
        };
    }

    // Beside the reports: a store that takes seconds to fail must not make this process fall silent.
    private void LookAround(CancellationToken cancel)
    {
        if (!_look.IsCompleted || (_lookedAt is { } at && time.GetElapsedTime(at) < BetweenLooks)) return;
        _lookedAt = time.GetTimestamp();
        _look = TryAsync(async () => _health = await readiness.ReadAsync(cancel));
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.NotReported(fault.Message);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        catch (Exception fault)
        {
            log.Failed(nameof(InstanceReporter), fault); // A defect in what only shows must not stop a shop that sells.
        }
    }

    private static double? Milliseconds(TimeSpan? took) => took is { } time ? Math.Round(time.TotalMilliseconds, 1) : null;
}
