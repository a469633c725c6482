using ScaleMart.Web.Pages.Shared;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Shared;

public sealed class ClockTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(15, "today, 14:15 UTC")]
    [InlineData(19 * 60, "tomorrow, 09:00 UTC")]
    [InlineData(-15 * 60, "yesterday, 23:00 UTC")]
    [InlineData(5 * 24 * 60 + 240, "Fri 27 Nov, 18:00 UTC")]
    [InlineData(60 * 24 * 60, "Thu 21 Jan 2027, 14:00 UTC")]
    public void A_moment_names_its_day_and_its_zone(int minutes, string written) => Assert.Equal(written, Clock.Moment(Now.AddMinutes(minutes), Now));

    [Fact]
    public void Another_zones_moment_is_written_in_UTC() =>
        Assert.Equal("today, 12:30 UTC", Clock.Moment(new DateTimeOffset(2026, 11, 22, 14, 30, 0, TimeSpan.FromHours(2)), Now));

    [Theory]
    [InlineData(768, "12:48")]
    [InlineData(11525, "03:12:05")]
    [InlineData(184325, "2 d 03:12:05")]
    [InlineData(0.2, "00:01")]
    [InlineData(-5, "00:00")]
    public void What_is_left_counts_a_begun_second_whole(double seconds, string written) => Assert.Equal(written, Clock.Left(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(300, "5 minutes")]
    [InlineData(60, "1 minute")]
    [InlineData(90, "90 seconds")]
    [InlineData(7200, "2 hours")]
    public void A_span_is_said_in_words(int seconds, string written) => Assert.Equal(written, Clock.Words(seconds));
}
