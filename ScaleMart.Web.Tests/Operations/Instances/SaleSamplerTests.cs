using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Stock.Reservations;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Instances;

public sealed class SaleSamplerTests
{
    private readonly SaleTally _tally = new();
    private readonly SaleSampler _sampler;
    private TimeSpan _now;

    public SaleSamplerTests() => _sampler = new SaleSampler("lamp", _tally);

    [Fact]
    public void A_sale_that_nobody_tries_is_not_spoken_of() => Assert.Null(Look());

    [Fact]
    public void What_happened_since_the_last_look_is_told_by_the_second_and_by_reason()
    {
        Note(ReserveCode.Taken, 30);
        Note(ReserveCode.SoldOut, 20);
        Note(ReserveCode.Paused, 10);
        Note(ReserveCode.Replayed, 5);
        var sale = Look(seconds: 2)!;

        Assert.Equal((15, 15), (sale.Accepted, sale.Refused));
        Assert.Equal(new Dictionary<string, double> { ["sold_out"] = 10, ["paused"] = 5 }, sale.Refusals);
        Assert.Equal(0, Look()!.Accepted);
    }

    [Fact]
    public void A_reason_is_named_for_a_minute_after_it_occurred_and_so_is_the_sale()
    {
        Note(ReserveCode.BucketEmpty, 1);
        Look();
        Assert.Equal(0, Assert.Contains("rate_limited", Look(seconds: 60)!.Refusals));
        Assert.Null(Look());
    }

    [Fact]
    public void A_replay_is_neither_accepted_nor_refused()
    {
        Note(ReserveCode.Replayed, 7);
        var sale = Look()!;
        Assert.Equal((0, 0), (sale.Accepted, sale.Refused));
        Assert.Empty(sale.Refusals);
        Assert.Null(sale.Answers);
    }

    [Fact]
    public void Units_and_times_are_those_of_the_last_ten_seconds()
    {
        Note(ReserveCode.Taken, 1, milliseconds: 900);
        var first = Look()!;
        Assert.Equal((3, 1), (first.UnitsPerSecond, Times(first).Count));
        for (var second = 2; second < 10; second++)
        {
            Note(ReserveCode.Taken, 1, milliseconds: 5);
            Look();
        }

        Note(ReserveCode.Taken, 1, milliseconds: 5);
        var tenth = Look()!;
        Assert.Equal((3, 10), (tenth.UnitsPerSecond, Times(tenth).Count));
        Assert.InRange(Times(tenth).At(100)!.Value, 890, 910);

        var eleventh = Look()!;
        Assert.Equal((2.7, 9), (eleventh.UnitsPerSecond, Times(eleventh).Count));
        Assert.InRange(Times(eleventh).At(100)!.Value, 4.9, 5.1);
    }

    private void Note(ReserveCode code, int times, int milliseconds = 3)
    {
        for (var i = 0; i < times; i++) _tally.Note(code, 3, TimeSpan.FromMilliseconds(milliseconds));
    }

    private SaleReport? Look(int seconds = 1)
    {
        var elapsed = TimeSpan.FromSeconds(seconds);
        return _sampler.Sample(_now += elapsed, elapsed);
    }

    private static AnswerTimes Times(SaleReport? sale)
    {
        var times = new AnswerTimes();
        if (sale?.Answers is { } text) times.AddText(text);
        return times;
    }
}
