using ScaleMart.LoadTests.Benches.Figures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Benches.Figures;

public sealed class GoalTests
{
    [Theory]
    [InlineData(0.60, 0.66, Judgement.Reached)]
    [InlineData(0.61, 0.66, Judgement.Reached)]
    [InlineData(0.55, 0.60, Judgement.WithinNoise)]
    [InlineData(0.58, 0.64, Judgement.WithinNoise)]
    [InlineData(0.50, 0.59, Judgement.NotReached)]
    public void At_least_so_much_is_judged_by_the_quartiles(double low, double high, Judgement expected) =>
        Assert.Equal(expected, new Goal(0.60).Judge(Quartiles(low, high)));

    [Theory]
    [InlineData(1.2, 1.5, Judgement.Reached)]
    [InlineData(1.2, 1.4, Judgement.Reached)]
    [InlineData(1.5, 1.9, Judgement.WithinNoise)]
    [InlineData(1.4, 1.9, Judgement.WithinNoise)]
    [InlineData(1.6, 1.9, Judgement.NotReached)]
    public void At_most_so_much_is_judged_the_other_way_round(double low, double high, Judgement expected) =>
        Assert.Equal(expected, new Goal(1.5, AtMost: true).Judge(Quartiles(low, high)));

    private static Spread Quartiles(double low, double high) => new((low + high) / 2, low, high, low - 1, high + 1, 5);
}
