using ScaleMart.LoadTests.Benches.Figures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Benches.Figures;

public sealed class SpreadTests
{
    [Fact]
    public void The_median_of_an_odd_number_is_the_middle_one_whatever_the_order() =>
        Assert.Equal(new Spread(3, 2, 4, 1, 5, 5), Spread.Of([5, 1, 4, 2, 3]));

    [Fact]
    public void Between_two_rounds_it_is_taken_by_their_distance() =>
        Assert.Equal(new Spread(25, 17.5, 32.5, 10, 40, 4), Spread.Of([10, 20, 30, 40]));

    [Fact]
    public void One_round_is_all_of_its_spread() => Assert.Equal(new Spread(7, 7, 7, 7, 7, 1), Spread.Of([7]));

    [Fact]
    public void No_round_has_no_spread() => Assert.Throws<ArgumentException>(() => Spread.Of([]));
}
