using ScaleMart.Web.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Stock;

public sealed class RecordLineTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    public static OrderRecord Order(string id = "sale-1", string user = "ann", int quantity = 2, OrderStatus status = OrderStatus.Held, long version = 7, string previous = "") => new()
    {
        Id = id,
        SaleId = id.Split('-')[0],
        UserId = user,
        PreviousOrderId = previous,
        ProductName = "Halo desk lamp: 2|3, \"white\"",
        Quantity = quantity,
        UnitPrice = 19.90m,
        Currency = "EUR",
        Status = status,
        Version = version,
        AcceptedAt = At,
        HoldExpiresAt = At.AddMinutes(5),
        Attempt = 3,
        Reason = "",
        Timeline = [new OrderEvent(At, "held"), new OrderEvent(At.AddSeconds(1), "paying")],
    };

    [Fact]
    public void A_record_comes_back_as_it_was_written()
    {
        var order = Order();
        var back = RecordLine.Read("sale", "sale-1", RecordLine.Write(order));
        Assert.Equal(order.Timeline, back.Timeline);
        Assert.Equal(order, back with { Timeline = order.Timeline });
    }

    [Theory]
    [InlineData("")]
    [InlineData("2\theld\t7")]
    [InlineData("two\theld\t7\tann\t\t1\t2\t0\t\theld:1\t19.90\tEUR\tLamp")]
    [InlineData("99999999999\theld\t7\tann\t\t1\t2\t0\t\theld:1\t19.90\tEUR\tLamp")]
    [InlineData("2\theld\t7\tann\t\t9223372036854775807\t2\t0\t\theld:1\t19.90\tEUR\tLamp")]
    [InlineData("2\theld\t7\tann\t\t1\t2\t0\t\theld\t19.90\tEUR\tLamp")]
    [InlineData("2\tgone\t7\tann\t\t1\t2\t0\t\theld:1\t19.90\tEUR\tLamp")]
    public void A_line_that_is_no_record_is_refused(string line) =>
        Assert.Throws<FormatException>(() => RecordLine.Read("sale", "sale-1", line));

    [Fact]
    public void Text_is_cleaned_of_what_would_break_a_line() => Assert.Equal("a b c d", RecordLine.Clean("a\tb\nc\rd"));
}
