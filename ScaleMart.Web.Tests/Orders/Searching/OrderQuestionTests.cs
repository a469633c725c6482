using ScaleMart.Web.Orders.Searching;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Searching;

public sealed class OrderQuestionTests
{
    [Fact]
    public void Times_are_utc_unless_they_say_otherwise_and_whole_days_begin_at_midnight()
    {
        var (filter, _, faults) = new OrderQuestion(From: "2026-11-27T10:30", To: "2026-11-27T12:30+01:00").Read();
        Assert.Empty(faults);
        Assert.Equal((At(10, 30), At(11, 30)), (filter.From, filter.To));
        Assert.Equal(At(0, 0), new OrderQuestion(From: "2026-11-27").Read().Filter.From);
    }

    [Theory]
    [InlineData("from", "yesterday")]
    [InlineData("from", "10:30")]
    [InlineData("from", "2026-13-01T10:00")]
    [InlineData("to", "27.11.2026")]
    [InlineData("status", "paid")]
    [InlineData("status", "Held")]
    [InlineData("after", "the next page")]
    [InlineData("query", "a\tb")]
    public void What_cannot_be_understood_is_named(string field, string text)
    {
        var question = field switch
        {
            "from" => new OrderQuestion(From: text),
            "to" => new OrderQuestion(To: text),
            "status" => new OrderQuestion(Status: text),
            "after" => new OrderQuestion(After: text),
            _ => new OrderQuestion(text),
        };
        Assert.Equal([field], question.Read().Faults.Keys);
    }

    [Fact]
    public void An_end_that_is_not_after_the_beginning_is_named()
    {
        Assert.Equal(["to"], new OrderQuestion(From: "2026-11-27T10:30", To: "2026-11-27T10:30").Read().Faults.Keys);
        Assert.Empty(new OrderQuestion(From: "2026-11-27T10:30", To: "2026-11-27T10:31").Read().Faults);
    }

    [Fact]
    public void Nothing_typed_is_nothing_wrong() => Assert.Empty(new OrderQuestion("", "", "", " ", "", "").Read().Faults);

    private static DateTimeOffset At(int hour, int minute) => new(2026, 11, 27, hour, minute, 0, TimeSpan.Zero);
}
