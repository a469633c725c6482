using ScaleMart.LoadTests.Measuring;

namespace ScaleMart.LoadTests.Engines;

/// <summary>So many users, each at one iteration at a time, until the time or the iterations are used up. They join evenly over the ramp.</summary>
public sealed class ClosedModel(Workload load, Meter meter)
{
    private long _next = -1;

    public async Task<EngineRun> RunAsync(Func<Play, Task> iterate, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var users = Task.WhenAll(Enumerable.Range(0, load.Users).Select(user => Task.Run(async () =>
        {
            try
            {
                await BeAsync(user, iterate, over.Token);
            }
            catch (Exception)
            {
                // The others need not go on: the run has failed.
                await over.CancelAsync();
                throw;
            }
        }, CancellationToken.None)));

        // Whoever does nothing for a while when the time is over begins nothing new.
        var time = meter.DelayAsync(load.Length, over.Token);
        if (await Task.WhenAny(users, time) == time) await over.CancelAsync();
        await users;
        return new EngineRun(Math.Min(_next + 1, load.Iterations ?? long.MaxValue));
    }

    private async Task BeAsync(int user, Func<Play, Task> iterate, CancellationToken over)
    {
        var join = load.Ramp * user / load.Users;
        if (join - meter.Now is { Ticks: > 0 } early) await meter.DelayAsync(early, over);
        while (meter.Now < load.Length && !over.IsCancellationRequested)
        {
            if (load.Iterations is { } most && Interlocked.Read(ref _next) + 1 >= most) return;
            var number = Interlocked.Increment(ref _next);
            if (number >= (load.Iterations ?? long.MaxValue)) return;
            meter.Begin();
            try
            {
                await iterate(new Play(meter, number, user, null, over));
            }
            finally
            {
                meter.End();
            }

            if (load.Think > TimeSpan.Zero) await meter.DelayAsync(load.Think, over);
        }
    }
}
