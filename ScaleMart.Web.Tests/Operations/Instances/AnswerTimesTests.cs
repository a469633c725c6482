using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Stock.Reservations;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Instances;

public sealed class AnswerTimesTests
{
    [Fact]
    public void Percentiles_of_a_sum_are_those_of_all_answers_together_and_not_an_average()
    {
        // A thousand fast ones at one process, ten slow ones at another.
        var (fast, slow) = (Of([.. Enumerable.Repeat(2d, 1_000)]), Of([.. Enumerable.Repeat(400d, 10)]));
        var sum = new AnswerTimes();
        sum.AddText(fast.ToText());
        sum.AddText(slow.ToText());

        Assert.Equal(1_010, sum.Count);
        Near(2, sum.At(50));
        Near(2, sum.At(99));
        Near(400, sum.At(99.5));
    }

    [Fact]
    public void They_are_told_to_within_one_percent()
    {
        var times = Of([.. Enumerable.Range(1, 1_000).Select(i => i / 10d)]);
        foreach (var percent in new[] { 1, 50, 95, 99, 100 }) Near(percent, times.At(percent));
    }

    [Fact]
    public void Where_nothing_was_answered_there_is_no_percentile() => Assert.Null(new AnswerTimes().At(99));

    [Theory]
    [InlineData("")]
    [InlineData("no base 64")]
    [InlineData("AAAAAAAAAAAAAAAA")]
    public void What_is_no_histogram_is_refused(string text) => Assert.Throws<FormatException>(() => new AnswerTimes().AddText(text));

    internal static AnswerTimes Of(params double[] milliseconds)
    {
        var tally = new SaleTally();
        foreach (var time in milliseconds) tally.Note(ReserveCode.Taken, 1, TimeSpan.FromMilliseconds(time));
        var times = new AnswerTimes();
        times.Add(tally.TakeAnswers());
        return times;
    }

    private static void Near(double milliseconds, double? percentile) => Assert.InRange(percentile!.Value, milliseconds * 0.99, milliseconds * 1.01);
}
