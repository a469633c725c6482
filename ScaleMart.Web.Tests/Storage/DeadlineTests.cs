using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

public sealed class DeadlineTests
{
    [Fact]
    public void It_counts_from_its_making_and_once_over_it_refuses()
    {
        var clock = new HandClock();
        var until = new Deadline(clock, TimeSpan.FromSeconds(4));
        clock.Move(3_999);
        until.Keep();
        Assert.Equal((false, TimeSpan.FromMilliseconds(1)), (until.IsOver, until.Left));

        clock.Move(1);

        Assert.Equal((true, TimeSpan.Zero), (until.IsOver, until.Left));
        Assert.Throws<StoreUnavailableException>(until.Keep);
        clock.Move(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.Zero, until.Left);
    }

    [Fact]
    public void The_time_of_day_does_not_move_it()
    {
        var clock = new SetClock();
        var until = new Deadline(clock, TimeSpan.FromSeconds(4));
        clock.Now = clock.Now.AddHours(1);
        Assert.False(until.IsOver);
    }

    [Fact]
    public void Never_is_not_yet() => Deadline.Never.Keep();

    /// <summary>A wall clock that somebody sets, over one that runs on.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
