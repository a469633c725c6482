using ScaleMart.Web.Stock;
using Xunit;
using static ScaleMart.Web.Tests.Faults.History.Story;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>Units add up, or the checker says where they do not. The good story is doctored in one way for every rule, and must be rejected.</summary>
[Trait("stores", "own")]
public sealed class CountsTests
{
    [Fact]
    public void One_unit_sold_too_many() => Rejected("Oversold by 1", Good.In(s => s with { Available = 7 }));

    [Fact]
    public void A_unit_that_is_lost() => Rejected("Undersold by 1", Good.In(s => s with { Available = 5 }));

    [Fact]
    public void A_unit_that_is_lost_and_hidden_in_the_total() => Rejected("10 units were put on sale, and Redis says 9", Good.In(s => s with { Available = 5, Total = 9 }));

    [Fact]
    public void Counts_that_do_not_add_up() => Rejected("In Redis 10 in all is not 6 available, 2 held and 3 sold", Good.In(s => s with { Sold = 3 }));

    [Fact]
    public void A_count_below_zero() => Rejected("below zero", Good.In(s => s with { Available = -1 }));

    [Fact]
    public void Units_held_by_no_order() => Rejected("Redis holds 3 units, the newest orders 2", Good.In(s => s with { Held = 3, Available = 5 }));

    [Fact]
    public void Units_sold_by_no_order() => Rejected("Redis sold 3 units, the newest orders 2", Good.In(s => s with { Sold = 3, Available = 5 }));

    [Fact]
    public void A_shopper_above_the_limit() =>
        Rejected("bob has 3 units, and 2 are the most", Good.With(Order("b2", "bob", 1, OrderStatus.Held, 17, "held")).And(Bought("bob", "b2") with { Key = "k2" }));

    [Fact]
    public void An_allowance_that_was_not_given_back() => Rejected("Redis counts 1 units of cid, whose newest orders have 0", Good.In(s => s with { Units = Other(s.Units, "cid", 1) }));

    private static Dictionary<string, int> Other(IReadOnlyDictionary<string, int> units, string user, int count) => new(units) { [user] = count };
}
