using ScaleMart.Web.Operations.Balance;
using ScaleMart.Web.Operations.Figures;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Balance;

public sealed class LightTests
{
    private static readonly DateTimeOffset Now = Shelves.Now;
    private static readonly (string, SaleVerdict)
        Good = ("Lamp", new(true, null, Now.AddSeconds(-9), 1)), Older = ("Mug", new(true, null, Now.AddSeconds(-30), 1)),
        Wrong = ("Chair", new(false, "Oversold by 1.", Now.AddSeconds(-3), 1)), Unknown = ("Kettle", new(null, "Nobody knows.", Now, 1));

    [Fact]
    public void It_is_on_when_every_sale_balanced_as_of_the_oldest_verdict()
    {
        Assert.Equal(new BalanceLight(true, null, Now.AddSeconds(-30)), Light.Of([Good, Older], 0, Now));
        Assert.Equal(new BalanceLight(true, null, Now), Light.Of([], 0, Now));
    }

    [Fact]
    public void One_sale_that_does_not_balance_puts_it_out_and_is_named()
    {
        Assert.Equal(new BalanceLight(false, "Chair: Oversold by 1.", Now.AddSeconds(-3)), Light.Of([Good, Unknown, Wrong], 1, Now));
        Assert.Equal("Chair: Oversold by 1. So it is with 1 more.", Light.Of([Wrong, Wrong], 0, Now).Reason);
    }

    [Theory]
    [InlineData(1, "The ledger would not take one order: it is a dead letter.")]
    [InlineData(3, "The ledger would not take 3 orders: they are dead letters.")]
    public void Dead_letters_put_it_out(int deadLetters, string reason) => Assert.Equal(new BalanceLight(false, reason, Now), Light.Of([Good, Unknown], deadLetters, Now));

    [Fact]
    public void While_one_sale_cannot_be_judged_nobody_can_say() => Assert.Equal(new BalanceLight(null, "Kettle: Nobody knows.", Now), Light.Of([Good, Unknown], 0, Now));
}
