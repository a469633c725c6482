using ScaleMart.LoadTests.Engines;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Engines;

public sealed class ScheduleTests
{
    [Fact]
    public void A_steady_rate_is_due_at_even_times()
    {
        var schedule = Of(rate: 10, seconds: 2);
        Assert.Equal(20, schedule.Count);
        Assert.Equal(Enumerable.Range(0, 20).Select(n => n * 100.0), Enumerable.Range(0, 20).Select(n => schedule.Due(n).TotalMilliseconds));
    }

    [Fact]
    public void A_ramp_climbs_evenly_to_the_rate()
    {
        // In 4 s to 10/s: 20 of them, a quarter of those in the first half; then 10 a second.
        var schedule = Of(rate: 10, seconds: 6, ramp: 4);
        var due = Enumerable.Range(0, (int)schedule.Count).Select(n => schedule.Due(n).TotalSeconds).ToArray();
        Assert.Equal(40, due.Length);
        Assert.Equal(5, due.Count(d => d < 2));
        Assert.Equal(20, due.Count(d => d < 4));
        Assert.Equal(10, due.Count(d => d is >= 4 and < 5));
        Assert.Equal(due.Order(), due);
    }

    [Fact]
    public void A_run_that_ends_in_its_ramp_has_what_was_due_by_then() => Assert.Equal(5, Of(rate: 10, seconds: 2, ramp: 4).Count);

    [Fact]
    public void An_opening_brings_all_at_once_and_moves_nobody_else()
    {
        var schedule = Of(rate: 10, seconds: 2, warmUp: 1, burst: 50);
        var due = Enumerable.Range(0, (int)schedule.Count).Select(n => schedule.Due(n).TotalMilliseconds).ToArray();
        Assert.Equal(80, due.Length);
        Assert.Equal(51, due.Count(d => d == 1000));
        Assert.Equal(Enumerable.Range(0, 30).Select(n => n * 100.0), due.Distinct());
        Assert.Equal(due.Order(), due);
    }

    [Fact]
    public void No_more_are_due_than_were_asked_for() => Assert.Equal(7, new Schedule(new Workload { Rate = 10, For = TimeSpan.FromSeconds(2), Iterations = 7 }).Count);

    private static Schedule Of(double rate, int seconds, int ramp = 0, int warmUp = 0, int burst = 0) => new(new Workload
    {
        Rate = rate,
        For = TimeSpan.FromSeconds(seconds),
        Ramp = TimeSpan.FromSeconds(ramp),
        WarmUp = TimeSpan.FromSeconds(warmUp),
        Burst = burst,
    });
}
