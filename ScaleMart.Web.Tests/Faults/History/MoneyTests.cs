using ScaleMart.Web.Orders.Payment;
using Xunit;
using static ScaleMart.Web.Tests.Faults.History.Story;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>No charge is taken twice, forgotten or given back for nothing. The good story is doctored in one way for every rule, and must be rejected.</summary>
[Trait("stores", "own")]
public sealed class MoneyTests
{
    [Fact]
    public void A_charge_of_an_order_that_nobody_has() => Rejected("Charge z:1 is Charged for order z, which nobody has", Charged("z:1", ChargeState.Charged));

    [Fact]
    public void A_charge_of_an_attempt_that_was_never_made() => Rejected("Charge b:1 is of an attempt that order b never made", Charged("b:1", ChargeState.Voided));

    [Theory]
    [InlineData("d:1")]
    [InlineData("g:1")]
    public void A_charge_that_was_forgotten(string key) => Rejected($"its charge {key} was taken", Good.In(s => s with { Charges = [.. s.Charges.Select(c => c.Key == key ? c with { State = ChargeState.Charged } : c)] }));

    [Fact]
    public void A_confirmed_order_charged_twice() => Rejected("Order d of dan is confirmed, and was charged 2 times", Charged("d:1", ChargeState.Charged));

    [Fact]
    public void A_confirmed_order_that_was_never_charged() => Rejected("Order a of ann is confirmed, and was charged 0 times", Good.In(s => s with { Charges = [.. s.Charges.Where(c => c.Key != "a:1")] }));

    [Fact]
    public void A_charge_of_the_wrong_amount() => Rejected("its charge a:1 took 6 instead of 5", Good.In(s => s with { Charges = [.. s.Charges.Select(c => c.Key == "a:1" ? c with { Amount = 6 } : c)] }));

    [Fact]
    public void A_confirmed_order_whose_money_went_back() => Rejected("its charge a:1 was given back", Charged("a:1", ChargeState.Refunded));

    [Fact]
    public void A_charge_still_pending() => Rejected("its charge g:1 is still pending", Charged("g:1", ChargeState.Pending));

    [Fact]
    public void A_void_charge_counts_for_nothing() => Accepted(Charged("d:1", ChargeState.Voided));

    // That charge is there, in the place of one of the same key if there is one.
    private static Story Charged(string key, ChargeState state) => Good.In(s => s with { Charges = [.. s.Charges.Where(c => c.Key != key), Charge(key, state)] });
}
