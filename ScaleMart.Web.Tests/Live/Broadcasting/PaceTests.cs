using Microsoft.Extensions.Options;
using ScaleMart.Web.Live;
using ScaleMart.Web.Live.Broadcasting;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Live.Broadcasting;

public sealed class PaceTests
{
    private readonly HandClock _clock = new();
    private readonly Pace _pace;

    public PaceTests() => _pace = new Pace(_clock, Options.Create(new LiveOptions()));

    [Theory]
    [InlineData(1, 200)]
    [InlineData(2_000, 200)]
    [InlineData(5_000, 500)]
    [InlineData(10_000, 1_000)]
    public void The_more_watch_the_slower_they_are_told(int watchers, int milliseconds)
    {
        Assert.True(_pace.Takes("lamp", Stock(1)));
        _clock.Move(milliseconds - 1);
        Assert.Empty(_pace.Due(Watched(watchers)));
        _clock.Move(1);
        Assert.Equal(["lamp"], _pace.Due(Watched(watchers)));
    }

    [Fact]
    public void What_did_not_move_is_not_told_again_until_it_is_repeated()
    {
        Assert.True(_pace.Takes("lamp", Stock(1)));
        _clock.Move(14_999);
        Assert.False(_pace.Takes("lamp", Stock(1)));
        _clock.Move(1);
        Assert.True(_pace.Takes("lamp", Stock(1)));
        Assert.False(_pace.Takes("lamp", Stock(1)));
    }

    [Fact]
    public void An_older_version_is_never_told()
    {
        Assert.True(_pace.Takes("lamp", Stock(5)));
        _clock.Move(60_000);
        Assert.False(_pace.Takes("lamp", Stock(4)));
        Assert.False(_pace.Takes("lamp", Stock(4, SaleState.SoldOut)));
        Assert.True(_pace.Takes("lamp", Stock(6)));
    }

    [Fact]
    public void A_state_that_time_alone_changed_is_told_under_the_same_version()
    {
        Assert.True(_pace.Takes("lamp", Stock(1, SaleState.Scheduled)));
        Assert.True(_pace.Takes("lamp", Stock(1, SaleState.Live)));
    }

    [Fact]
    public void A_crowd_that_changes_all_the_time_is_counted_less_often_than_the_stock()
    {
        Assert.False(_pace.Takes("lamp", 1));
        _pace.Takes("lamp", Stock(1));
        Assert.True(_pace.Takes("lamp", 1));
        Assert.False(_pace.Takes("lamp", 2));
        _clock.Move(1_000);
        Assert.False(_pace.Takes("lamp", 1));
        Assert.True(_pace.Takes("lamp", 2));
    }

    [Fact]
    public void What_nobody_watched_for_a_while_is_told_anew()
    {
        _pace.Takes("lamp", Stock(1));
        Assert.Empty(_pace.Due(Watched(1)));
        Assert.Empty(_pace.Due(new Dictionary<string, int>()));
        Assert.Equal(["lamp"], _pace.Due(Watched(1)));
        Assert.True(_pace.Takes("lamp", Stock(1)));
    }

    private static Dictionary<string, int> Watched(int watchers) => new() { ["lamp"] = watchers };

    private static StockLevel Stock(long version, SaleState state = SaleState.Live) => new()
    {
        Version = version,
        State = state,
        Total = 10,
        Available = 10,
        Held = 0,
        Sold = 0,
        UnitPrice = 1,
        OpensAt = DateTimeOffset.UnixEpoch,
        ClosesAt = DateTimeOffset.MaxValue,
        PerCustomerLimit = 1,
        HoldSeconds = 60,
        At = DateTimeOffset.UnixEpoch,
    };
}
