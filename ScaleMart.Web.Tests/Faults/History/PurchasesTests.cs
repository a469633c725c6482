using ScaleMart.Web.Stock;
using Xunit;
using static ScaleMart.Web.Tests.Faults.History.Story;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>What shoppers were told of their purchases holds. The good story is doctored in one way for every rule, and must be rejected.</summary>
[Trait("stores", "own")]
public sealed class PurchasesTests
{
    [Fact]
    public void An_answer_given_twice() => Rejected("Order a was the answer to several keys: ann's k, zoe's k", Good.And(Bought("zoe", "a")));

    [Fact]
    public void One_key_with_two_orders() =>
        Rejected("cid's k gave several orders: c, c2", Good.With(Order("c2", "cid", 1, OrderStatus.Held, 17, "held")).And(Bought("cid", "c2")));

    [Fact]
    public void A_repetition_answered_as_if_it_were_new() => Rejected("ann's k was answered 2 times as if it were new", Good.And(Bought("ann", "a")));

    [Fact]
    public void An_unknown_with_two_outcomes() =>
        Rejected("Order b2 of bob is there, though every key of theirs ended with another answer", Good.With(Order("b2", "bob", 2, OrderStatus.Cancelled, 17, "held cancelled")));

    [Fact]
    public void An_unknown_that_took_stock_and_was_then_told_that_it_had_not() =>
        Rejected("Order h of hal is there, though", Good.With(Order("h", "hal", 2, OrderStatus.Held, 17, "held")).And(Unanswered("hal"), Refused("hal", Act.Buy, 409, "sold_out")));

    [Fact]
    public void An_unknown_that_was_never_resolved() => Rejected("bob never learned what became of k", Good.And(Unanswered("bob")));

    [Fact]
    public void A_key_that_was_accepted_and_later_refused() => Rejected("ann was accepted for k and later refused: 409 sold_out", Good.And(Refused("ann", Act.Buy, 409, "sold_out")));

    [Fact]
    public void An_order_that_nobody_placed() => Rejected("Order z of zoe was placed by nobody", Good.With(Order("z", "zoe", 1, OrderStatus.Held, 17, "held")));

    [Fact]
    public void A_refused_purchase_that_took_stock() => Rejected("Order e of eve was placed by nobody", Good.With(Order("e", "eve", 1, OrderStatus.Held, 17, "held")));

    [Fact]
    public void An_order_of_somebody_else() => Rejected("Order b of bob is zoe's in the ledger", Good.Where("b", o => o with { UserId = "zoe" }));

    [Fact]
    public void An_order_of_other_units() => Rejected("Order b of bob has 1 units, asked were 2", Good.Where("b", o => o with { Quantity = 1 }));

    [Fact]
    public void An_answer_that_the_contract_does_not_know() => Rejected("eve was answered 500", Good.And(Refused("eve", Act.Buy, 500, "")));
}
