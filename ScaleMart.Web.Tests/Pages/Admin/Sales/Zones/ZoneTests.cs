using ScaleMart.Web.Pages.Admin.Sales.Zones;
using Xunit;

namespace ScaleMart.Web.Tests.Pages.Admin.Sales.Zones;

public sealed class ZoneTests
{
    private static readonly Zone Berlin = Zone.Find("Europe/Berlin")!;

    [Theory]
    [InlineData("2026-07-01T20:00", "2026-07-01T18:00")]
    [InlineData("2026-12-01T20:00:30", "2026-12-01T19:00:30")]
    [InlineData("2027-01-01T00:30", "2026-12-31T23:30")]
    public void A_time_is_read_by_the_clocks_of_its_zone_and_written_back_as_it_was(string local, string utc)
    {
        var read = Berlin.Read(local);
        Assert.Equal(DateTimeOffset.Parse(utc + "Z", null), read.At);
        Assert.Null(read.Note);
        Assert.Equal(local, Berlin.Local(read.At!.Value));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2027-03-28T02:00", "03:00")]
    [InlineData("Europe/Berlin", "2027-03-28T02:59:59", "03:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:10", "02:30")]
    public void A_time_that_does_not_exist_is_refused_with_the_next_that_does(string zone, string local, string next)
    {
        var read = Zone.Find(zone)!.Read(local);
        Assert.Null(read.At);
        Assert.EndsWith($"the next time that does is {next}", read.Fault);
    }

    [Fact]
    public void The_hours_beside_the_gap_exist()
    {
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 0, 59, 0, TimeSpan.Zero), Berlin.Read("2027-03-28T01:59").At);
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 1, 0, 0, TimeSpan.Zero), Berlin.Read("2027-03-28T03:00").At);
    }

    [Fact]
    public void Of_a_time_that_comes_twice_the_earlier_is_taken_and_said()
    {
        var read = Berlin.Read("2026-10-25T02:30");
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), read.At);
        Assert.Contains("comes twice in Europe/Berlin on 25 Oct 2026", read.Note);
        Assert.Contains("the earlier is taken, 2026-10-25 00:30:00 UTC", read.Note);
    }

    [Fact]
    public void A_moment_is_shown_in_the_zone_with_utc_beside_it_and_with_the_day_where_that_is_another()
    {
        var at = new DateTimeOffset(2026, 11, 22, 14, 15, 7, TimeSpan.Zero);
        Assert.Equal("2026-11-22 15:15:07 Europe/Berlin (14:15:07 UTC)", Berlin.Exact(at));
        Assert.Equal("Mon 23 Nov 2026, 00:30 Europe/Berlin (22 Nov, 23:30 UTC)", Berlin.Words(new(2026, 11, 22, 23, 30, 0, TimeSpan.Zero)));
        Assert.Equal("2026-11-22 14:15:07 UTC", Zone.Utc.Exact(at));
    }

    [Theory]
    [InlineData("Moon/Crater")]
    [InlineData("../../etc/passwd")]
    [InlineData("right/Europe/Berlin")]
    [InlineData("posix/Europe/Berlin")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_zone_is_not_found(string? name) => Assert.Null(Zone.Find(name));

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/Argentina/Ushuaia")]
    [InlineData("Asia/Kolkata")]
    public void The_worlds_zones_are_found_and_may_be_chosen(string name)
    {
        Assert.Equal(name, Zone.Find(name)!.Name);
        Assert.Contains(name, Zone.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("2026-13-01T10:00")]
    public void What_is_no_time_is_said_so(string text) => Assert.StartsWith("write a date and a time, in Europe/Berlin", Berlin.Read(text).Fault);

    [Theory]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:59")]
    public void The_ends_of_the_calendar_break_nothing(string text) => Assert.NotNull(Zone.Find("Pacific/Auckland")!.Read(text).At);
}
