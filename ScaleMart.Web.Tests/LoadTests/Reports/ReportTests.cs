using ScaleMart.LoadTests.Reports;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Reports;

public sealed class ReportTests
{
    [Theory]
    [InlineData(50, 50)]
    [InlineData(95, 95)]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    public void A_percentile_is_the_nearest_rank(int percent, double expected) =>
        Assert.Equal(expected, Report.Percentile([.. Enumerable.Range(1, 100).Select(n => (double)n)], percent));

    [Fact]
    public void Of_nothing_there_is_no_percentile() => Assert.Equal(double.NaN, Report.Percentile([], 50));
}
