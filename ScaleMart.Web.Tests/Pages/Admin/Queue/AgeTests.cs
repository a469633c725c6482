using ScaleMart.Web.Pages.Admin.Queue;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Queue;

public sealed class AgeTests
{
    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(449, "0.4 s")]
    [InlineData(999, "0.9 s")]
    [InlineData(59_999, "59 s")]
    [InlineData(185_000, "3 min 5 s")]
    [InlineData(7_800_000, "2 h 10 min")]
    [InlineData(352_800_000, "4 d 2 h")]
    public void It_is_written_in_two_units_at_most_and_rounded_down(long milliseconds, string words) => Assert.Equal(words, Age.Write(milliseconds));
}
