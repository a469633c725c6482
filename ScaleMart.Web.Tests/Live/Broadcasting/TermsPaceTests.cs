using ScaleMart.Web.Live;
using ScaleMart.Web.Live.Broadcasting;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Sales;
using Xunit;

namespace ScaleMart.Web.Tests.Live.Broadcasting;

public sealed class TermsPaceTests
{
    private static readonly Sale Lamp = Drafts.Sale();
    private static readonly Shard First = new(Lamp.Id, 0), Second = new(Lamp.Id, 1);
    private readonly HandClock _clock = new();
    private readonly TermsPace _pace;

    public TermsPaceTests() => _pace = new TermsPace(_clock);

    [Fact]
    public void Terms_are_said_when_they_change_and_not_when_only_the_stock_moves()
    {
        Assert.True(_pace.Takes(First, Shown(terms: 3, version: 3)));
        Assert.False(_pace.Takes(First, Shown(terms: 3, version: 9)));
        Assert.True(_pace.Takes(First, Shown(terms: 10, version: 10)));
        Assert.False(_pace.Takes(First, Shown(terms: 10, version: 11)));
    }

    [Fact]
    public void What_the_catalogue_alone_keeps_is_said_when_its_copy_has_it()
    {
        Assert.True(_pace.Takes(First, Shown(terms: 3)));
        Assert.True(_pace.Takes(First, Shown(terms: 4)));
        Assert.True(_pace.IsYoung(First));
        Assert.True(_pace.Takes(First, Shown(terms: 4, Lamp with { ListPrice = Lamp.ListPrice + 1 })));
        Assert.False(_pace.Takes(First, Shown(terms: 4, Lamp with { ListPrice = Lamp.ListPrice + 1 })));
    }

    [Fact]
    public void A_change_is_said_once_more_when_every_copy_must_have_it()
    {
        Assert.True(_pace.Takes(First, Shown(terms: 3)));
        _clock.Move(TermsPace.Settled);
        Assert.False(_pace.Takes(First, Shown(terms: 3)));
        Assert.True(_pace.Takes(First, Shown(terms: 4)));
        _clock.Move(TermsPace.Settled - TimeSpan.FromMilliseconds(1));
        Assert.False(_pace.Takes(First, Shown(terms: 4)));
        _clock.Move(1);
        Assert.True(_pace.Takes(First, Shown(terms: 4)));
        Assert.False(_pace.IsYoung(First));
        _clock.Move(TermsPace.Settled);
        Assert.False(_pace.Takes(First, Shown(terms: 4)));
    }

    [Fact]
    public void What_is_older_than_what_was_said_is_never_said()
    {
        Assert.True(_pace.Takes(First, Shown(terms: 4)));
        Assert.False(_pace.Takes(First, Shown(terms: 3)));
    }

    [Fact]
    public void What_nobody_watches_any_more_is_said_to_whoever_comes_next()
    {
        Assert.True(_pace.Takes(First, Shown(terms: 4)));
        _pace.Keep(new Dictionary<Shard, Listeners> { [First] = new(1, 1) });
        Assert.False(_pace.Takes(First, Shown(terms: 4)));
        _pace.Keep(new Dictionary<Shard, Listeners>());
        Assert.True(_pace.Takes(First, Shown(terms: 4)));
    }

    [Fact]
    public void Every_shard_is_told_for_itself()
    {
        Assert.True(_pace.Takes(First, Shown(terms: 3)));
        Assert.True(_pace.Takes(Second, Shown(terms: 3)));
        Assert.True(_pace.Takes(First, Shown(terms: 4)));
        Assert.False(_pace.Takes(Second, Shown(terms: 3)));
        Assert.True(_pace.Takes(Second, Shown(terms: 4)));
    }

    private static ShelfSale Shown(long terms, Sale? sale = null, long version = 100) =>
        new(sale ?? Lamp, Levels.StockOf(version) with { TermsVersion = terms, OpensAt = Lamp.OpensAt, ClosesAt = Lamp.ClosesAt, At = Lamp.OpensAt });

    private static ShelfSale Shown(long terms, long version) => Shown(terms, null, version);
}
