using Microsoft.Extensions.Options;
using ScaleMart.Web.Live;
using ScaleMart.Web.Live.Broadcasting;
using ScaleMart.Web.Sales;
using Xunit;
using static ScaleMart.Web.Tests.Live.Broadcasting.Levels;

namespace ScaleMart.Web.Tests.Live.Broadcasting;

public sealed class PaceTests
{
    private static readonly Shard Lamp = new("lamp", 0);
    private static readonly Listeners One = new(1, 1);
    private readonly HandClock _clock = new();
    private readonly Pace _pace;

    public PaceTests()
    {
        var options = Options.Create(new LiveOptions());
        _pace = new Pace(_clock, new Budget(_clock, options), options);
    }

    [Fact]
    public void A_small_crowd_is_told_five_times_a_second()
    {
        Assert.True(_pace.Takes(Lamp, One, StockOf(1)));
        _clock.Move(199);
        Assert.Empty(_pace.Due(Watched(1)));
        _clock.Move(1);
        Assert.Equal([Lamp], _pace.Due(Watched(1)));
    }

    [Fact]
    public void What_did_not_move_is_not_told_again_until_it_is_repeated()
    {
        Assert.True(_pace.Takes(Lamp, One, StockOf(1)));
        _clock.Move(14_999);
        Assert.False(_pace.Takes(Lamp, One, StockOf(1)));
        _clock.Move(1);
        Assert.True(_pace.Takes(Lamp, One, StockOf(1)));
        Assert.False(_pace.Takes(Lamp, One, StockOf(1)));
    }

    [Fact]
    public void An_older_version_is_never_told()
    {
        Assert.True(_pace.Takes(Lamp, One, StockOf(5)));
        _clock.Move(60_000);
        Assert.False(_pace.Takes(Lamp, One, StockOf(4)));
        Assert.False(_pace.Takes(Lamp, One, StockOf(4, SaleState.SoldOut)));
        Assert.True(_pace.Takes(Lamp, One, StockOf(6)));
    }

    [Fact]
    public void A_state_that_time_alone_changed_is_told_under_the_same_version()
    {
        Assert.True(_pace.Takes(Lamp, One, StockOf(1, SaleState.Scheduled)));
        Assert.True(_pace.Takes(Lamp, One, StockOf(1, SaleState.Live)));
    }

    [Fact]
    public void A_crowd_that_changes_all_the_time_is_counted_less_often_than_the_stock()
    {
        Assert.False(_pace.Takes(Lamp, One, withStock: false));
        _pace.Takes(Lamp, One, StockOf(1));
        Assert.True(_pace.Takes(Lamp, One, withStock: true));
        Assert.False(_pace.Takes(Lamp, new Listeners(2, 2), withStock: true));
        _clock.Move(1_000);
        Assert.False(_pace.Takes(Lamp, One, withStock: true));
        Assert.True(_pace.Takes(Lamp, new Listeners(2, 2), withStock: false));
    }

    [Fact]
    public void What_nobody_watched_for_a_while_is_told_anew()
    {
        _pace.Takes(Lamp, One, StockOf(1));
        Assert.Empty(_pace.Due(Watched(1)));
        Assert.Empty(_pace.Due(new Dictionary<Shard, Listeners>()));
        Assert.Equal([Lamp], _pace.Due(Watched(1)));
        Assert.True(_pace.Takes(Lamp, One, StockOf(1)));
    }

    private static Dictionary<Shard, Listeners> Watched(int watchers) => new() { [Lamp] = new(watchers, watchers) };
}
