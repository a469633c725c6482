using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Benches.Figures;

public sealed class TurnsTests
{
    // The machine halves its speed in the second round and both feel it; only in the third are orders dearer.
    private static readonly Turns Three = new("row", new Dictionary<string, List<Drive>>
    {
        ["orders"] = [Drive(600), Drive(300), Drive(400)],
        ["no-op"] = [Drive(1_000), Drive(500), Drive(1_000, others: 0.5)],
    });

    [Fact]
    public void A_ratio_is_made_in_each_round_before_the_median_is_taken()
    {
        var ratio = Three.Ratio("orders", "no-op");

        Assert.Equal(0.6, ratio.Median, 6);
        Assert.Equal(0.4, ratio.Least, 6);
        Assert.Equal(3, ratio.Rounds);
    }

    [Fact]
    public void A_comparison_begins_with_the_ratio_and_its_verdict_and_then_names_both_sides()
    {
        var lines = Three.Compare("orders ÷ no-op", "orders", "no-op", "orders/s", "requests/s", new Goal(0.7)).Lines().ToArray();

        Assert.Contains("orders ÷ no-op: 0.60  (0.50 to 0.60, 3 rounds)   target at least 0.70: not reached", lines[0], StringComparison.Ordinal);
        Assert.Contains("orders: 400 orders/s  (350 to 500)   cores: driver 0.20, web 1.00, redis 0.10, others 0.00", lines[1], StringComparison.Ordinal);
        Assert.Contains("no-op: 1,000 requests/s", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Where_somebody_else_was_busy_it_is_said()
    {
        var finding = Three.Compare("orders ÷ no-op", "orders", "no-op", "orders/s", "requests/s");

        Assert.Equal(["no-op: Somebody else took 0.17 of a core meanwhile."], finding.Notes);
    }

    private static Drive Drive(double rate, double others = 0) => new(rate, new Cores(0.2, 1, 0.1, others));
}
