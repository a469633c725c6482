using ScaleMart.Web.Operations.Figures;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Figures;

public sealed class HistoryColumnsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(10_006);

    [Fact]
    public void A_second_that_nobody_recorded_is_null_in_every_column_and_of_two_rows_of_one_second_the_later_stands()
    {
        var history = HistoryColumns.Of([Row(10_001, 1, ("sold_out", 4)), Row(10_002, 9), Row(10_002, 2), Row(10_004, 4)], null, Now);

        Assert.Equal([10_001, 10_002, 10_003, 10_004, 10_005], history.At);
        Assert.Equal([1, 2, null, 4, null], history.Accepted);
        Assert.Equal([4, 0, null, 0, null], history.Refusals["sold_out"]);
        Assert.Equal([7L, 7L, null, 7L, null], history.Depth);
        Assert.Equal([2.5, 2.5, null, 2.5, null], history.DrainedPerSecond);
        Assert.All(new[] { history.Refused, history.P50Ms, history.P95Ms, history.P99Ms }, column => Assert.Equal(5, column.Count));
        Assert.All(new[] { history.InFlight, history.OldestAgeMs, history.DeadLetters }, column => Assert.Equal(5, column.Count));
        Assert.Null(history.Sale);
    }

    [Fact]
    public void Of_one_sale_the_traffic_is_its_own_and_the_queue_the_shops()
    {
        var sale = new HistoryRow(10_004, 3, 1, 2, 3, 4, [100, 90, 8, 2], new Dictionary<string, double> { ["paused"] = 1 });
        var history = HistoryColumns.Of([Row(10_003, 30), Row(10_004, 40, ("sold_out", 9))], ("lamp", [sale]), Now);

        Assert.Equal([10_003, 10_004, 10_005], history.At);
        Assert.Equal([null, 3, null], history.Accepted);
        Assert.Equal(["paused"], history.Refusals.Keys);
        Assert.Equal([7L, 7L, null], history.Depth);
        Assert.Equal("lamp", history.Sale!.Id);
        Assert.Equal([null, 90, null], history.Sale.Available);
        Assert.Equal([null, 8, null], history.Sale.Held);
        Assert.Equal([null, 4, null], history.Sale.P99Ms);
    }

    [Fact]
    public void What_is_older_than_fifteen_minutes_is_left_out()
    {
        Assert.Equal([9_106], HistoryColumns.Of([Row(9_105, 1), Row(9_106, 2)], null, Now).At.Take(1));
        Assert.Empty(HistoryColumns.Of([Row(9_105, 1)], null, Now).At);
    }

    private static HistoryRow Row(long at, double accepted, params (string Word, double Rate)[] refusals) =>
        new(at, accepted, 0, null, null, null, [7, 1, 2, 2.5, 0, 4], refusals.ToDictionary(r => r.Word, r => r.Rate));
}
