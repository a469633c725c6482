using ScaleMart.LoadTests.Benches;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Benches;

public sealed class BenchOptionsTests
{
    private static readonly string[] Known = ["noop", "accepted", "sold-out"];

    [Fact]
    public void With_nothing_said_every_row_is_measured_at_length()
    {
        var options = BenchOptions.Parse([], Known);

        Assert.Equal(Known, options.Rows);
        Assert.Equal((5, TimeSpan.FromSeconds(3), false), (options.Rounds, options.Slice, options.Quick));
    }

    [Fact]
    public void Rows_are_named_among_options_in_any_order()
    {
        var options = BenchOptions.Parse(["sold-out", "--quick", "noop", "--rounds", "7"], Known);

        Assert.Equal(["sold-out", "noop"], options.Rows);
        Assert.Equal((7, TimeSpan.FromSeconds(1), true), (options.Rounds, options.Slice, options.Quick));
    }

    [Theory]
    [InlineData("nope", "nope is neither a row nor an option. The rows are: noop, accepted, sold-out.")]
    [InlineData("--rounds", "--rounds has no value.")]
    [InlineData("--rounds 0", "--rounds is not a whole number from 1 to 50: 0")]
    [InlineData("--rounds many", "--rounds is not a whole number from 1 to 50: many")]
    public void What_is_unknown_is_named(string arguments, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => BenchOptions.Parse(arguments.Split(' '), Known)).Message);
}
