using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Engines;

public sealed class OpenModelTests
{
    private readonly LeapingClock _clock = new();
    private readonly Meter _meter;

    public OpenModelTests() => _meter = new Meter(_clock);

    [Fact]
    public async Task One_answer_that_blocks_makes_those_behind_it_late_by_what_the_schedule_says()
    {
        // Ten a second, one at a time, and the first takes a second: the others wait 900, 800, … 100 ms for their turn.
        var run = await RunAsync(new Workload { Rate = 10, For = TimeSpan.FromSeconds(1), MostInFlight = 1 }, number => _clock.Move(TimeSpan.FromSeconds(number == 0 ? 1 : 0)));

        // The last two are no more than a tenth of a second late.
        Assert.Equal(new EngineRun(10, 8, 0), run);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => n * 100.0), Latencies("buy").Order());
    }

    [Fact]
    public async Task No_more_are_under_way_than_may_be()
    {
        var gate = new TaskCompletionSource();
        var begun = 0;
        var run = new HdrEngine().RunAsync(new Workload { Rate = 10, For = TimeSpan.FromSeconds(1), MostInFlight = 4 }, _meter, async _ =>
        {
            Interlocked.Increment(ref begun);
            await gate.Task;
        }, CancellationToken.None);
        // The fifth is due at 400 ms and finds no place.
        await Wait.UntilAsync(() => Task.FromResult(_meter.Now.TotalMilliseconds), now => now >= 400, "the fifth is due");
        Assert.Equal((4, 4), (begun, _meter.InFlight));
        gate.SetResult();
        Assert.Equal(10, (await run).Begun);
    }

    [Fact]
    public async Task Those_that_would_begin_long_after_the_end_never_do_and_are_counted()
    {
        var run = await RunAsync(new Workload { Rate = 10, For = TimeSpan.FromSeconds(1), MostInFlight = 1 }, _ => _clock.Move(TimeSpan.FromSeconds(5)));
        // At 0, 5 and 10 s; at 15 s the ten seconds of grace are over.
        Assert.Equal((3, 7), (run.Begun, run.NeverBegun));
    }

    [Fact]
    public async Task What_began_in_the_warm_up_is_in_no_latency()
    {
        await RunAsync(new Workload { Rate = 10, For = TimeSpan.FromSeconds(1), WarmUp = TimeSpan.FromSeconds(2) }, number => _clock.Move(TimeSpan.FromMilliseconds(number < 20 ? 50 : 10)));
        Assert.Equal(Enumerable.Repeat(10.0, 10), Latencies("buy"));
        Assert.Equal(30, _meter.Iterations);
        Assert.Equal(10, _meter.Second(0).Outcomes["202"]);
        Assert.Equal(10, _meter.Second(-1).Outcomes["202"]);
    }

    [Fact]
    public async Task A_later_step_is_timed_from_its_own_beginning()
    {
        await new HdrEngine().RunAsync(new Workload { Rate = 1, For = TimeSpan.FromSeconds(1) }, _meter, async play =>
        {
            await play.StepAsync("look", () => AnswerAfter(30));
            await play.PauseAsync(TimeSpan.FromSeconds(1));
            await play.StepAsync("buy", () => AnswerAfter(20));
        }, CancellationToken.None);
        Assert.Equal([30.0], Latencies("look"));
        Assert.Equal([20.0], Latencies("buy"));
    }

    [Fact]
    public async Task An_iteration_that_fails_ends_the_run_and_says_why()
    {
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => new HdrEngine().RunAsync(
            new Workload { Rate = 10, For = TimeSpan.FromSeconds(100) }, _meter, play => play.Number == 3 ? throw new FormatException("no such door") : Task.CompletedTask, CancellationToken.None));
        Assert.Contains("no such door", fault.Message, StringComparison.Ordinal);
        Assert.Equal(4, _meter.Iterations);
    }

    private Task<EngineRun> RunAsync(Workload load, Action<long> buying) => new HdrEngine().RunAsync(load, _meter, play => play.StepAsync("buy", () =>
    {
        buying(play.Number);
        return Task.FromResult(Answer.Of(202));
    }), CancellationToken.None);

    private Task<Answer> AnswerAfter(int milliseconds)
    {
        _clock.Move(TimeSpan.FromMilliseconds(milliseconds));
        return Task.FromResult(Answer.Of(200));
    }

    private IEnumerable<double> Latencies(string step) => _meter.Steps[step].Latencies.RecordedValues()
        .SelectMany(v => Enumerable.Repeat(Math.Round(v.ValueIteratedTo / 1000.0), (int)v.CountAtValueIteratedTo));
}
