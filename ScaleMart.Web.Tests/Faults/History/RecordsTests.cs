using ScaleMart.Web.Stock;
using Xunit;
using static ScaleMart.Web.Tests.Faults.History.Story;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>Redis and the ledger have the same orders, once each, and none is left half-done. The good story is doctored in one way for every rule, and must be rejected.</summary>
[Trait("stores", "own")]
public sealed class RecordsTests
{
    [Fact]
    public void An_order_that_the_ledger_lost() => Rejected("ann was told of order a, and the ledger does not have it", Good.In(s => s with { Ledger = Without(s.Ledger, "a") }));

    [Fact]
    public void An_order_that_both_stores_lost() =>
        Rejected("ann was told of order a, and the ledger does not have it", Good.In(s => s with { Live = Without(s.Live, "a"), Ledger = Without(s.Ledger, "a") }));

    [Fact]
    public void An_order_that_Redis_lost() => Rejected("Order a of ann is in the ledger alone", Good.In(s => s with { Live = Without(s.Live, "a") }));

    [Fact]
    public void An_order_that_never_reached_the_ledger() => Rejected("Order b of bob is not in the ledger", Good.In(s => s with { Ledger = Without(s.Ledger, "b") }));

    [Fact]
    public void An_order_twice_in_the_ledger() => Rejected("Order a is in the ledger 2 times", Good.In(s => s with { Ledger = [.. s.Ledger, s.Ledger[0]] }));

    [Fact]
    public void A_ledger_that_stayed_behind() =>
        Rejected("Order c of cid is cancelled at version 13 in Redis and held at 9 in the ledger", Good.In(s => s with { Ledger = Change(s.Ledger, "c", o => o with { Status = OrderStatus.Held, Version = 9 }) }));

    [Fact]
    public void A_ledger_that_says_otherwise_at_the_same_version() =>
        Rejected("is held at version 12 in Redis and held at 12", Good.In(s => s with { Ledger = Change(s.Ledger, "b", o => o with { Reason = "who knows" }) }));

    [Fact]
    public void A_sequence_that_went_back() => Rejected("is of version 16, and the sale only at 15", Good.In(s => s with { Sequence = 15 }));

    [Fact]
    public void A_queue_that_was_not_emptied() => Rejected("2 entries never left the queue, a first", Good.In(s => s with { Waiting = ["a", "@terms"] }));

    [Fact]
    public void A_dead_letter() => Rejected("1 entries are dead letters", Good.In(s => s with { Dead = ["a"] }));

    [Fact]
    public void A_sale_left_half_written() => Rejected("half-written", Good.In(s => s with { Unfinished = true }));

    [Fact]
    public void A_hold_that_will_never_lapse() => Rejected("Order b of bob is held and will never lapse", Good.In(s => s with { Holds = [] }));

    [Fact]
    public void A_hold_past_its_end() => Rejected("Order b of bob is held past its end", Good.In(s => s with { Now = s.Now.AddHours(1) }));

    [Fact]
    public void An_order_that_its_owner_does_not_find() => Rejected("Order b is not among those that bob finds", Good.In(s => s with { Mine = s.Mine.Where(m => m.Key != "bob").ToDictionary() }));

    private static OrderRecord[] Without(IReadOnlyList<OrderRecord> orders, string id) => [.. orders.Where(o => o.Id != id)];
}
