using Microsoft.Extensions.Options;
using ScaleMart.Web.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Live;

public sealed class ShardsTests
{
    private readonly Audience _audience = new(Options.Create(new LiveOptions { ShardSize = 3 }));

    [Fact]
    public void A_small_crowd_is_one_shard_and_a_large_one_fills_one_after_the_other()
    {
        Assert.Equal([0, 0, 0, 1, 1, 1, 2], Enumerable.Range(0, 7).Select(Watch));
        Assert.Equal([3, 3, 1], _audience.Report().Shards!["lamp"]);
        Assert.Equal(7, _audience.Watched["lamp"]);
    }

    [Fact]
    public void Holes_are_filled_first_and_empty_shards_at_the_end_are_gone()
    {
        foreach (var n in Enumerable.Range(0, 7)) Watch(n);
        Assert.Equal(0, _audience.Unwatch("c1", "lamp"));
        _audience.Leave("c6");
        Assert.Equal([2, 3], _audience.Report().Shards!["lamp"]);
        Assert.Equal(0, Watch(8));
        Assert.Equal(2, Watch(9));
        foreach (var n in Enumerable.Range(0, 10)) _audience.Leave($"c{n}");
        Assert.Empty(_audience.Watched);
        Assert.Equal(0, Watch(10));
    }

    [Fact]
    public void Who_asks_twice_is_counted_once_and_stays_where_they_are()
    {
        foreach (var n in Enumerable.Range(0, 4)) Watch(n);
        Assert.Equal(1, _audience.Watch("c3", "lamp"));
        Assert.Equal(0, _audience.Watch("c3", "mug"));
        Assert.Equal(4, _audience.Watched["lamp"]);
        Assert.Equal(1, _audience.Unwatch("c3", "lamp"));
        Assert.Null(_audience.Unwatch("c3", "lamp"));
        Assert.Equal((3, 1), (_audience.Watched["lamp"], _audience.Watched["mug"]));
    }

    [Fact]
    public void A_crowd_that_is_one_shard_is_reported_by_its_number_alone()
    {
        Watch(0);
        Assert.Empty(_audience.Report().Shards!);
        Assert.Equal([(new Shard("lamp", 0), 1)], _audience.Report().Parts());
    }

    private int Watch(int connection)
    {
        _audience.Enter($"c{connection}", null);
        return _audience.Watch($"c{connection}", "lamp")!.Value;
    }
}
