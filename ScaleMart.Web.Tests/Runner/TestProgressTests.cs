using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Runner;

public sealed class TestProgressTests
{
    private readonly HandClock _clock = new();

    [Fact]
    public void A_line_counts_what_is_done_what_runs_and_what_failed()
    {
        var progress = new TestProgress(_clock);
        progress.Discovered(1_204);
        foreach (var id in new[] { "a", "b", "c" }) progress.Started(id, id);
        progress.Failed();
        progress.Finished("a", 1);
        progress.CaseFinished();
        _clock.Move(TimeSpan.FromSeconds(60));

        Assert.Equal("1 min: 1 of 1,204 test cases done, 2 tests running, 1 failed", progress.Describe());
    }

    [Fact]
    public void It_names_the_three_that_have_run_longest_if_for_more_than_a_minute()
    {
        var progress = new TestProgress(_clock);
        foreach (var name in new[] { "first", "second", "third", "fourth", "fifth" })
        {
            progress.Started(name, $"ScaleMart.Web.Tests.Faults.{name}");
            _clock.Move(TimeSpan.FromSeconds(20));
        }

        progress.Finished("second", 80);

        Assert.EndsWith("; running for more than a minute: Faults.first (100 s)", progress.Describe(), StringComparison.Ordinal);
        _clock.Move(TimeSpan.FromSeconds(41));
        Assert.EndsWith(
            "4 tests running, 0 failed; running for more than a minute: Faults.first (141 s), Faults.third (101 s), Faults.fourth (81 s)",
            progress.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_slowest_come_first_and_no_more_than_are_asked_for()
    {
        var progress = new TestProgress(_clock);
        foreach (var (name, seconds) in new[] { ("a", 0.04m), ("b", 82.36m), ("c", 3m) })
        {
            progress.Started(name, name);
            progress.Finished(name, seconds);
        }

        Assert.Equal(["  82.4 s  b", "   3.0 s  c"], progress.Slowest(2));
    }
}
