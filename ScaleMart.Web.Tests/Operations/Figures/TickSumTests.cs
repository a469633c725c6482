using ScaleMart.Web.Operations.Balance;
using ScaleMart.Web.Operations.Figures;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Tests.Operations.Balance;
using ScaleMart.Web.Tests.Operations.Instances;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Figures;

public sealed class TickSumTests
{
    private static readonly ShelfSale Lamp = Shelves.Of("lamp", total: 100, available: 40, held: 50, sold: 10);
    private static readonly QueueFigures Queue = new(default, 7, 3, 250, 0, [], [], []) { Waiting = 2 };

    [Fact]
    public void Figures_are_sums_over_the_processes_by_sale_and_in_all()
    {
        var one = Reports.Of("web-1", Reports.Sale("lamp", 10, 12, ("sold_out", 1)), Reports.Sale("mug", 4, 4)) with { Refusals = new Dictionary<string, double> { ["address_limited"] = 5 } };
        var two = Reports.Of("web-2", Reports.Sale("lamp", 20, 8, ("sold_out", 2), ("paused", 3)));
        var tick = Sum([one.As("a"), two.As("b"), Reports.Of("web-3").As("c")], Lamp, Shelves.Of("mug"));

        Assert.Equal((34, 11), (tick.Accepted, tick.Refused));
        Assert.Equal(new Dictionary<string, double> { ["address_limited"] = 5, ["paused"] = 3, ["sold_out"] = 3 }, tick.Refusals);
        Assert.Equal((6, 15, 7, 3, 2), (tick.Connections, tick.DrainedPerSecond, tick.Depth, tick.InFlight, tick.Retrying));
        var lamp = tick.Sales.Single(s => s.SaleId == "lamp");
        Assert.Equal((30, 6, 9), (lamp.Accepted, lamp.Refused, lamp.Watchers));
        Assert.Equal((100, 40, 50, 10), (lamp.Total, lamp.Available, lamp.Held, lamp.Sold));
        Assert.Equal([(14, 6), (20, 5), (0, 0)], tick.Instances.Select(i => ((int)i.AcceptedPerSecond, (int)i.RefusedPerSecond)));
    }

    [Fact]
    public void Percentiles_are_merged_and_not_averaged()
    {
        var fast = Reports.Sale("lamp", 1) with { Answers = AnswerTimesTests.Of([.. Enumerable.Repeat(2d, 1_000)]).ToText() };
        var slow = Reports.Sale("lamp", 1) with { Answers = AnswerTimesTests.Of([.. Enumerable.Repeat(400d, 10)]).ToText() };
        var tick = Sum([Reports.Of("web-1", fast).As("a"), Reports.Of("web-2", slow).As("b")], Lamp);

        Assert.InRange(tick.P99Ms!.Value, 1.98, 2.02);
        Assert.Equal(tick.P99Ms, tick.Sales[0].P99Ms);
        Assert.InRange(tick.Instances[1].P99Ms!.Value, 396, 404);
        Assert.Null(Sum([Reports.Of("web-1").As("a")], Lamp).P99Ms);
    }

    [Theory]
    [InlineData(40, 8, 5d)]
    [InlineData(40, 0, null)]
    [InlineData(0, 8, null)]
    public void It_is_sold_out_when_what_is_left_is_gone_at_the_present_rate(int available, double units, double? seconds)
    {
        var half = Reports.Sale("lamp", 1, units / 2);
        var tick = Sum([Reports.Of("web-1", half).As("a"), Reports.Of("web-2", half).As("b")], Shelves.Of("lamp", 100, available, 100 - available));
        Assert.Equal(seconds, tick.Sales[0].SoldOutInSeconds);
    }

    [Fact]
    public void A_store_is_as_whoever_is_worst_off_finds_it()
    {
        var ill = Reports.Of("web-2") with { Components = [new("redis", true, "answers", 9.5), new("documents", false, "does not answer", null), new("drain", true, "alive", null)] };
        var stores = Sum([Reports.Of("web-1").As("a"), ill.As("b")], Lamp).Stores;

        Assert.Equal([new StoreFigures("redis", true, "answers", 9.5), new("documents", false, "does not answer (web-2)", 2), new("drain", true, "alive", null)], stores);
        Assert.Equal("does not answer", Sum([ill.As("b")], Lamp).Stores[1].Detail);
        Assert.All(Sum([], Lamp).Stores, s => Assert.False(s.Well));
    }

    [Fact]
    public void A_sale_that_has_ended_is_not_on_it() =>
        Assert.Empty(Sum([Reports.Of("web-1", Reports.Sale("lamp", 1)).As("a")], Lamp with { Stock = Lamp.Stock with { State = SaleState.Ended } }).Sales);

    private static DashboardTick Sum(IReadOnlyList<Instance> instances, params ShelfSale[] shelf) =>
        TickSum.Of(DateTimeOffset.UnixEpoch, instances, shelf, Queue, new Dictionary<string, SaleVerdict>(), new BalanceLight(true, null, DateTimeOffset.UnixEpoch));
}
