using ScaleMart.Web.Operations.Balance;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations.Figures;

/// <summary>
/// Records the shop's figures once a second, shortly after each second of Redis's clock begins, though nobody watches. One process at
/// a time does; when it dies another goes on some seconds later, with the same history.
/// </summary>
internal sealed class TickRecorder(Leases leases, InstanceBoard board, Shelf shelf, QueueWatch queue, Judge judge, TickLog log, RedisDoor redis, TimeProvider time, ILogger<TickRecorder> logger)
    : BackgroundService
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), After = TimeSpan.FromMilliseconds(30), Queueing = TimeSpan.FromMilliseconds(500);
    private readonly Lease _lease = leases.Of(TickLog.Lease, TimeSpan.FromSeconds(3));
    private bool _recording;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true) await Task.Delay(await TryAsync(() => StepAsync(stoppingToken)), time, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops: another may record at once.
            await TryAsync(ReleaseAsync);
        }
    }

    // Answers how long to wait for the next.
    private async Task<TimeSpan> StepAsync(CancellationToken cancel)
    {
        if (!await _lease.HoldAsync()) return Leave();
        if (!_recording) await judge.AdoptAsync();
        _recording = true;
        var (instances, sales, queues) = (board.ReadAsync(), shelf.ListAsync(cancel), queue.ReadAsync(cancel));
        await Task.WhenAll(instances, sales, queues);
        var now = await redis.TimeAsync();
        var verdicts = judge.Look(await sales, cancel);
        var light = Light.Of([.. (await sales).Where(s => verdicts.ContainsKey(s.Sale.Id)).Select(s => (s.Sale.Product.Name, verdicts[s.Sale.Id]))], (await queues).DeadLetters, now);
        if (!await log.KeepAsync(_lease.Token, TickSum.Of(now, await instances, await sales, await queues, verdicts, light))) return Leave();
        return Second - TimeSpan.FromMilliseconds(now.Millisecond) + After;
    }

    private TimeSpan Leave()
    {
        if (_recording) judge.Rest();
        _recording = false;
        return Queueing;
    }

    private async Task<TimeSpan> ReleaseAsync()
    {
        await _lease.ReleaseAsync();
        return Second;
    }

    private async Task<TimeSpan> TryAsync(Func<Task<TimeSpan>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            logger.NotRecorded(fault.Message);
            return Second;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.Failed(nameof(TickRecorder), fault); // A defect in what only shows must not stop a shop that sells.
            return Second;
        }
    }
}
