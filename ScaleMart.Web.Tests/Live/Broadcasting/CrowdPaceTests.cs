using Microsoft.Extensions.Options;
using ScaleMart.Web.Live;
using ScaleMart.Web.Live.Broadcasting;
using ScaleMart.Web.Sales;
using Xunit;
using static ScaleMart.Web.Tests.Live.Broadcasting.Levels;

namespace ScaleMart.Web.Tests.Live.Broadcasting;

/// <summary>A thousand messages a second, shards of a hundred, and a look every ten milliseconds.</summary>
public sealed class CrowdPaceTests
{
    private const int Size = 100;
    private readonly HandClock _clock = new();
    private readonly Pace _pace;
    private readonly Dictionary<Shard, List<double>> _told = [];
    private double _now;

    public CrowdPaceTests()
    {
        var options = Options.Create(new LiveOptions { MessagesPerSecond = 1_000, ShardSize = Size });
        _pace = new Pace(_clock, new Budget(_clock, options), options);
    }

    [Theory]
    [InlineData(2, 200)]
    [InlineData(5, 500)]
    [InlineData(40, 4_000)]
    public void The_more_watch_the_slower_each_is_told_and_none_is_forgotten(int shards, int gap)
    {
        Run(seconds: 40, Sale("lamp", shards));
        Assert.Equal(shards, _told.Count);
        Assert.All(_told.Values, told => Assert.All(told.Skip(1).Zip(told.Skip(2)), pair => Assert.InRange(pair.Second - pair.First, Math.Max(200, gap - 100), gap + 100)));
    }

    [Fact]
    public void Only_a_few_are_told_in_one_moment_and_the_budget_is_kept()
    {
        Run(seconds: 20, Sale("lamp", 40));
        var all = _told.Values.SelectMany(t => t).ToList();
        Assert.InRange(all.GroupBy(at => at).Max(g => g.Count()), 1, 2);
        Assert.InRange(all.Count * Size, 19_900, 20_200);
    }

    [Fact]
    public void Two_crowds_share_what_there_is_so_that_everyone_waits_alike()
    {
        Run(seconds: 40, [.. Sale("lamp", 30), .. Sale("mug", 10)]);
        Assert.All(_told, told => Assert.InRange(told.Value.Count, 9, 12));
    }

    [Fact]
    public void A_small_sale_does_not_wait_behind_a_crowd()
    {
        Run(seconds: 10, [.. Sale("lamp", 100), new("mug", 0)], small: 20);
        Assert.InRange(_told[new("mug", 0)].Count, 48, 51);
        // And the crowd has what is left: 1,000 a second less 5 × 20.
        Assert.InRange(_told.Where(t => t.Key.SaleId == "lamp").Sum(t => t.Value.Count) * Size, 8_800, 9_200);
    }

    [Fact]
    public void Many_small_sales_are_paced_as_one_crowd()
    {
        Run(seconds: 20, [.. Enumerable.Range(0, 200).Select(n => new Shard($"sale-{n}", 0))], small: 20);
        Assert.InRange(_told.Values.Sum(t => t.Count) * 20, 19_900, 20_500);
        Assert.All(_told.Values, told => Assert.InRange(told.Count, 4, 6));
    }

    [Fact]
    public void A_crowd_beyond_the_budget_is_still_told_before_its_pages_take_themselves_to_be_cut_off()
    {
        Run(seconds: 60, Sale("lamp", 300));
        Assert.Equal(300, _told.Count);
        Assert.All(_told.Values, told => Assert.All(told.Zip(told.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0, 15_000)));
    }

    [Fact]
    public void That_a_sale_has_sold_out_reaches_a_whole_crowd_three_times_as_fast_as_a_number()
    {
        var crowd = Sale("lamp", 100);
        Run(seconds: 20, crowd);
        _told.Clear();
        Run(seconds: 24, crowd, state: SaleState.SoldOut);
        Assert.Equal(100, _told.Count);
        Assert.InRange(_told.Values.Max(told => told[0]) - 20_000, 3_000, 3_600);
    }

    private static Shard[] Sale(string id, int shards) => [.. Enumerable.Range(0, shards).Select(n => new Shard(id, n))];

    // The stock moves all the time.
    private void Run(int seconds, Shard[] shards, int small = Size, SaleState state = SaleState.Live)
    {
        var sizes = shards.CountBy(s => s.SaleId).ToDictionary();
        var crowd = shards.ToDictionary(s => s, s => sizes[s.SaleId] > 1 ? new Listeners(Size, Size * sizes[s.SaleId]) : new Listeners(small, small));
        for (; _now < seconds * 1_000; _now += 10)
        {
            foreach (var shard in _pace.Due(crowd))
            {
                if (!_pace.Takes(shard, crowd[shard], StockOf((long)_now + 1, state))) continue;
                if (!_told.TryGetValue(shard, out var told)) _told[shard] = told = [];
                told.Add(_now);
            }

            _clock.Move(10);
        }
    }
}
