using System.Collections.Concurrent;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Shop;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Engines;

public sealed class ClosedModelTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly Meter _meter = new(TimeProvider.System);

    [Fact]
    public async Task Never_more_are_under_way_than_there_are_users_and_each_iteration_is_played_once()
    {
        var (under, most) = (0, 0);
        var played = new ConcurrentBag<long>();
        var run = await new HdrEngine().RunAsync(new Workload { Users = 4, Iterations = 100, For = Long }, _meter, async play =>
        {
            var now = Interlocked.Increment(ref under);
            lock (played) most = Math.Max(most, now);
            played.Add(play.Number);
            await Task.Yield();
            Interlocked.Decrement(ref under);
        }, CancellationToken.None);

        Assert.Equal(new EngineRun(100), run);
        Assert.Equal(Enumerable.Range(0, 100).Select(n => (long)n), played.Order());
        Assert.InRange(most, 1, 4);
    }

    [Fact]
    public async Task Every_user_is_on_at_once_and_none_goes_again_before_they_are_through()
    {
        var gate = new TaskCompletionSource();
        var here = new ConcurrentBag<int>();
        var run = new HdrEngine().RunAsync(new Workload { Users = 5, Iterations = 20, For = Long }, _meter, async play =>
        {
            here.Add(play.User);
            if (here.Count == 5) gate.TrySetResult();
            await gate.Task;
        }, CancellationToken.None);
        await run;
        Assert.Equal(Enumerable.Range(0, 5), here.Distinct().Order());
        // The first five came before anyone was let through.
        Assert.Equal(20, here.Count);
    }

    [Fact]
    public async Task Whoever_pauses_when_the_time_is_over_is_woken_and_begins_nothing_new()
    {
        var run = await new HdrEngine().RunAsync(new Workload { Users = 3, For = TimeSpan.FromMilliseconds(50) }, _meter, async play =>
        {
            await play.StepAsync("buy", () => Task.FromResult(Answer.Of(202)));
            await play.PauseAsync(Long);
            Assert.True(play.Stop.IsCancellationRequested);
        }, CancellationToken.None);
        Assert.Equal(3, run.Begun);
    }

    [Fact]
    public async Task An_iteration_that_fails_ends_the_run()
    {
        await Assert.ThrowsAsync<FormatException>(() => new HdrEngine().RunAsync(
            new Workload { Users = 2, For = Long }, _meter, async play =>
            {
                if (play.User == 1) throw new FormatException("no such door");
                await play.PauseAsync(Long);
            }, CancellationToken.None));
    }
}
