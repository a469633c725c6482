using ScaleMart.LoadTests.Measuring;

namespace ScaleMart.LoadTests.Engines;

/// <summary>
/// Iterations by the clock. One that is due while too many are under way waits for one of them to end, and its latency counts from when
/// it was due; so a shop that stalls is charged for everyone who would have come meanwhile (coordinated omission).
/// </summary>
public sealed class OpenModel(Workload load, Meter meter)
{
    // Those who could not begin in time may still begin for so long after the end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>Whoever begins so long after they were due has begun late.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(100);

    public async Task<EngineRun> RunAsync(Func<Play, Task> iterate, CancellationToken stop)
    {
        var schedule = new Schedule(load);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var room = new SemaphoreSlim(load.MostInFlight, load.MostInFlight);
        Exception? fault = null;
        long begun = 0, late = 0;
        var count = schedule.Count;

        async Task PlayAsync(Play play)
        {
            meter.Begin();
            try
            {
                await iterate(play);
            }
            catch (Exception failed)
            {
                // Whatever it is, the run says it: no iteration is lost quietly.
                Interlocked.CompareExchange(ref fault, failed, null);
                await over.CancelAsync();
            }
            finally
            {
                meter.End();
                room.Release();
            }
        }

        for (; begun < count && !over.IsCancellationRequested; begun++)
        {
            var due = schedule.Due(begun);
            // A timer counts in whole milliseconds and leaves off the rest: nobody begins before they are due.
            while (due - meter.Now is { Ticks: > 0 } early && !over.IsCancellationRequested) await meter.DelayAsync(early > Shortest ? early : Shortest, over.Token);
            await room.WaitAsync(CancellationToken.None);
            if (over.IsCancellationRequested || meter.Now > load.Length + Grace)
            {
                room.Release();
                break;
            }

            if (meter.Now - due > Tolerance) late++;
            _ = PlayAsync(new Play(meter, begun, 0, due, over.Token));
        }

        var toldTo = over.IsCancellationRequested;
        // Whoever does nothing for a while when the time is over begins nothing new; where a number ends the run, all are played to their end.
        if (load.Iterations is null && load.Length - meter.Now is { Ticks: > 0 } left) await meter.DelayAsync(left, over.Token);
        if (load.Iterations is null) await over.CancelAsync();
        for (var place = 0; place < load.MostInFlight; place++) await room.WaitAsync(CancellationToken.None);
        if (fault is not null) throw new InvalidOperationException($"An iteration failed: {fault.Message}", fault);
        return new EngineRun(begun, late, toldTo ? 0 : count - begun);
    }
}
