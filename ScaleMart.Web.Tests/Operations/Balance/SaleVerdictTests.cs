using ScaleMart.Web.Operations.Balance;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Balance;

public sealed class SaleVerdictTests
{
    private static readonly SaleVerdict Good = new(true, null, Shelves.Now.AddMinutes(-1), 4);

    [Fact]
    public void The_last_audit_stands_while_the_sum_in_Redis_is_right() => Assert.Equal(Good, SaleVerdict.Now(Shelves.Of("lamp", 10, 7, 2, 1), Good, isUnfit: false));

    [Fact]
    public void A_sum_that_is_wrong_is_told_at_once_whatever_the_last_audit_said()
    {
        var verdict = SaleVerdict.Now(Shelves.Of("lamp", 10, 8, 2, 1), Good, isUnfit: false);
        Assert.Equal((false, "In Redis 10 in all is not 8 available, 2 held and 1 sold.", Shelves.Now), (verdict.Balanced, verdict.Reason, verdict.At));
    }

    [Fact]
    public void What_Redis_does_not_say_or_cannot_sell_nobody_can_judge()
    {
        var lamp = Shelves.Of("lamp");
        Assert.Equal((null, "Redis says nothing of its stock."), Words(SaleVerdict.Now(lamp with { Stock = lamp.Stock with { IsStale = true } }, Good, isUnfit: false)));
        Assert.Equal((null, "Redis cannot sell it as it stands; it is being rebuilt."), Words(SaleVerdict.Now(lamp, Good, isUnfit: true)));
        Assert.Equal((null, "It has not been held against the ledger yet."), Words(SaleVerdict.Now(lamp, null, isUnfit: false)));
    }

    private static (bool? Balanced, string? Reason) Words(SaleVerdict verdict) => (verdict.Balanced, verdict.Reason);
}
