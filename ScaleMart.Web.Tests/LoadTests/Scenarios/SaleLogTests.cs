using ScaleMart.LoadTests.Scenarios;
using ScaleMart.Web.Tests.LoadTests.Shop;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Scenarios;

public sealed class SaleLogTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static (int, string)? Nothing => null;
    private readonly SaleLog _log = new("s1");

    [Fact]
    public async Task A_lost_answer_is_asked_for_again_with_its_key_and_counts_from_when_it_was_first_sent()
    {
        using var shop = new StubShop((_, n) => n == 1 ? Nothing : (202, """{"id":"o1"}"""));
        var lost = await _log.BuyAsync(shop.Client, 1, "k1");
        Assert.True(lost.CutOff);
        await _log.SettleAsync(Patience);
        var known = Assert.Single(_log.Attempts);
        Assert.Equal((202, "o1", lost.Sent), (known.Status, known.OrderId, known.Sent));
    }

    [Fact]
    public async Task To_be_told_to_wait_does_not_make_an_outcome_known()
    {
        using var shop = new StubShop((_, n) => n switch { 1 => (503, """{"code":"unavailable"}"""), < 4 => (429, """{"code":"rate_limited"}"""), _ => (409, """{"code":"sold_out"}""") });
        await _log.BuyAsync(shop.Client, 1, "k1");
        await _log.SettleAsync(Patience);
        Assert.Equal(["429 rate_limited", "429 rate_limited", "409 sold_out"], _log.Attempts.Select(a => a.Outcome));
    }

    [Fact]
    public async Task What_stays_unknown_stays_in_the_log()
    {
        using var shop = new StubShop((_, _) => Nothing);
        await _log.BuyAsync(shop.Client, 1, "k1");
        await _log.SettleAsync(TimeSpan.Zero);
        Assert.True(Assert.Single(_log.Attempts).Unknown);
    }

    [Fact]
    public async Task Two_answers_for_one_key_are_both_kept()
    {
        using var shop = new StubShop((_, n) => (202, $$"""{"id":"o{{n}}"}"""));
        await _log.BuyAsync(shop.Client, 1, "k1");
        await _log.BuyAsync(shop.Client, 1, "k1");
        Assert.Equal(["o1", "o2"], _log.Attempts.Select(a => a.OrderId));
    }
}
