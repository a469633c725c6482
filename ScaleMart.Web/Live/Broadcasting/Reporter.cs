using StackExchange.Redis;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>Tells the other processes of this one's audience, soon after it changed and once a second, and learns whether they have signed-in visitors.</summary>
internal sealed class Reporter(Audience audience, CrowdBoard board, TimeProvider time, ILogger<Reporter> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Beat = TimeSpan.FromSeconds(1);
    private long _revision;
    private long? _reported;
    private bool _onBoard;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var due = _reported is not { } at || time.GetElapsedTime(at) >= Beat;
                if (due || audience.Revision != _revision) await TryAsync(ReportAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops: nobody here watches any more.
            if (_onBoard) await TryAsync(board.RemoveAsync);
        }
    }

    private async Task ReportAsync()
    {
        _reported = time.GetTimestamp();
        var revision = audience.Revision;
        var report = audience.Report();
        if (report.Connections > 0) await board.WriteAsync(report);
        else if (_onBoard) await board.RemoveAsync();
        _onBoard = report.Connections > 0;
        audience.HeardOfOthers((await board.ReadAsync()).UsersElsewhere);
        _revision = revision;
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
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.Failed(nameof(Reporter), fault); // As in the broadcaster: what is only a hint stops nothing.
        }
    }
}
