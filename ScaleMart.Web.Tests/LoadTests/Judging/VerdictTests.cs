using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Scenarios;
using Xunit;

namespace ScaleMart.Web.Tests.LoadTests.Judging;

/// <summary>Three shoppers, two lamps: an honest history, and each way to spoil it that a verdict must see.</summary>
public sealed class VerdictTests
{
    private static readonly Attempt[] Attempts =
    [
        Accepted("ann", "k1", "o1"),
        Accepted("bob", "k2", "o2"),
        new("cid", "k3", 1, 409, "sold_out", "", TimeSpan.Zero),
        new("ann", "k4", 1, 409, "limit_reached", "", TimeSpan.Zero),
        new("cid", "k5", 1, 429, "rate_limited", "", TimeSpan.Zero),
    ];

    private static readonly SeenOrder Ann = new("o1", "ann", "held", 1, true);
    private static readonly SeenOrder Bob = new("o2", "bob", "confirmed", 1, true);
    private static readonly ShopAudit Audit = new(true, true, 2, 0, 1, 1, 0, 0, 0, 0, 0);
    private static readonly Evidence Honest = new(2, 1, [Ann, Bob], Audit);

    [Fact]
    public void An_honest_history_has_no_fault() => Assert.Empty(Verdict.Faults(Attempts, Honest));

    [Fact]
    public void An_accepted_order_that_is_gone_is_seen() => Rejects(Attempts, Honest with { Orders = [Bob] }, "it is gone");

    [Fact]
    public void An_order_that_never_reached_the_ledger_is_seen() => Rejects(Attempts, Honest with { Orders = [Ann with { Recorded = false }, Bob] }, "never reached the ledger");

    [Fact]
    public void More_units_than_the_stock_are_seen() =>
        Rejects([.. Attempts, Accepted("cid", "k6", "o3")], Honest with { Orders = [Ann, Bob, new("o3", "cid", "held", 1, true)] }, "Oversold");

    [Fact]
    public void A_sold_out_that_was_not_true_is_seen() => Rejects(Attempts, Honest with { Stock = 3 }, "Undersold");

    [Fact]
    public void A_limit_that_was_not_reached_is_seen() => Rejects(Attempts, Honest with { LimitPerCustomer = 2 }, "limit_reached");

    [Fact]
    public void A_shopper_above_the_limit_is_seen() =>
        Rejects([Attempts[0], Accepted("ann", "k2", "o2")], Honest with { Orders = [Ann, Bob with { Shopper = "ann" }] }, "the limit is 1");

    [Fact]
    public void An_order_that_nobody_was_told_of_is_seen() => Rejects([.. Attempts.Skip(1)], Honest, "never told");

    [Fact]
    public void Two_orders_for_one_key_are_seen() => Rejects([.. Attempts, Accepted("ann", "k1", "o2")], Honest, "for the one key");

    [Fact]
    public void One_order_for_two_attempts_is_seen() => Rejects([.. Attempts, Accepted("ann", "k9", "o1")], Honest, "several attempts");

    [Fact]
    public void An_order_that_is_there_twice_is_seen() => Rejects(Attempts, Honest with { Orders = [Ann, Ann, Bob] }, "2 times");

    [Fact]
    public void An_order_shown_to_another_is_seen() => Rejects(Attempts, Honest with { Orders = [Ann with { Shopper = "cid" }, Bob] }, "is shown to cid");

    [Fact]
    public void Another_quantity_than_asked_is_seen() => Rejects(Attempts, Honest with { Orders = [Ann with { Quantity = 2 }, Bob] }, "asked were 1");

    [Fact]
    public void An_outcome_that_stays_unknown_is_seen() =>
        Rejects([.. Attempts, new("cid", "k7", 1, 0, "", "", TimeSpan.Zero)], Honest, "never learned");

    [Fact]
    public void An_answer_outside_the_contract_is_seen() =>
        Rejects([.. Attempts, new("cid", "k7", 1, 500, "error", "", TimeSpan.Zero)], Honest, "500 error");

    [Fact]
    public void An_audit_that_says_otherwise_is_seen()
    {
        Rejects(Attempts, Honest with { Audit = Audit with { Settled = false, Balanced = null } }, "did not settle");
        Rejects(Attempts, Honest with { Audit = Audit with { Balanced = false, Undersold = 1 } }, "not call the sale balanced");
        Rejects(Attempts, Honest with { Audit = Audit with { Sold = 2 } }, "counts 3 units with shoppers");
        Rejects(Attempts, Honest with { Audit = Audit with { Available = 1 } }, "counts 1 units left");
        Rejects(Attempts, Honest with { Audit = Audit with { DeadLetters = 1 } }, "dead letters");
        Rejects(Attempts, Honest with { Audit = Audit with { InFlight = 1 } }, "1 orders still wait");
    }

    [Fact]
    public void Units_that_came_back_later_excuse_an_earlier_refusal() =>
        Assert.Empty(Verdict.Faults(Attempts, Honest with { Orders = [Ann with { Status = "cancelled" }, Bob], Audit = Audit with { Held = 0, Available = 1 } }));

    private static Attempt Accepted(string shopper, string key, string order) => new(shopper, key, 1, 202, "", order, TimeSpan.Zero);

    private static void Rejects(Attempt[] attempts, Evidence evidence, string because) =>
        Assert.Contains(Verdict.Faults(attempts, evidence), f => f.Contains(because, StringComparison.Ordinal));
}
