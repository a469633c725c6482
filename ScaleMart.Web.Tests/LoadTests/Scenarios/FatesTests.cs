using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Scenarios;

public sealed class FatesTests
{
    private readonly Fates _fates = new();

    [Theory]
    [InlineData(200, "confirmed")]
    [InlineData(202, "confirmed")]
    public void A_paid_order_must_end_confirmed(int status, string end)
    {
        _fates.Paid("o1", Answer.Of(status));
        Assert.Empty(Broken(end));
        Assert.Contains("was told confirmed, and it is expired", Assert.Single(Broken("expired")), StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_that_is_gone_is_seen()
    {
        _fates.Paid("o1", Answer.Of(200));
        Assert.Contains("it is gone", Assert.Single(_fates.Broken([])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_order_must_end_cancelled()
    {
        _fates.Cancelled("o1", Answer.Of(200));
        Assert.Empty(Broken("cancelled"));
        Assert.Single(Broken("held"));
    }

    [Fact]
    public void Two_words_that_exclude_each_other_are_seen_however_it_ended()
    {
        _fates.Paid("o1", Answer.Of(200));
        _fates.Cancelled("o1", Answer.Of(200));
        Assert.Contains("told confirmed and cancelled", Assert.Single(Broken("confirmed")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(402)]
    [InlineData(0)]
    [InlineData(503)]
    public void A_decline_or_no_answer_says_nothing_of_the_end(int status)
    {
        _fates.Paid("o1", Answer.Of(status));
        Assert.Empty(Broken("held"));
        Assert.Empty(Broken("confirmed"));
    }

    private IReadOnlyCollection<string> Broken(string end) => _fates.Broken([new SeenOrder("o1", "ann", end, 1, true)]);
}
