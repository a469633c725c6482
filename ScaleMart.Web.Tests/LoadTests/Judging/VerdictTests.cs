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
    private static readonly Evidence Honest = new(2, 1, [Ann, Bob], Audit) { Available = 0 };

    [Fact]
    public void An_honest_history_has_no_fault()
    {
        var judgement = Verdict.Judge(Attempts, Honest, new Expectations { Stock = 2, LimitPerCustomer = 1, RateLimit = new RateLimit() });
        Assert.Equal((CheckState.Kept, 0, 0), (judgement.State, judgement.Exit, judgement.FaultCount));
        Assert.All(judgement.Checks, c => Assert.Equal(CheckState.Kept, c.State));
        Assert.StartsWith("The shop kept its word: 2 accepted orders", judgement.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_accepted_order_that_is_gone_is_seen() => Rejects("orders kept", Attempts, Honest with { Orders = [Bob] }, "it is gone");

    [Fact]
    public void An_order_that_never_reached_the_ledger_is_seen() =>
        Rejects("in the ledger", Attempts, Honest with { Orders = [Ann with { Recorded = false }, Bob] }, "never reached the ledger");

    [Fact]
    public void More_units_than_the_stock_are_seen() =>
        Rejects("oversold", [.. Attempts, Accepted("cid", "k6", "o3")], Honest with { Orders = [Ann, Bob, new("o3", "cid", "held", 1, true)] }, "Oversold");

    [Fact]
    public void More_units_promised_than_the_stock_are_seen_though_an_order_is_hidden() =>
        Rejects("oversold", [.. Attempts, Accepted("cid", "k6", "o3")], Honest, "3 units are with shoppers");

    [Fact]
    public void A_shop_that_says_it_had_more_to_sell_than_was_put_there_is_seen() =>
        Rejects("oversold", [.. Attempts, Accepted("cid", "k6", "o3")],
            Honest with { Stock = 3, Orders = [Ann, Bob, new("o3", "cid", "held", 1, true)] }, "2 were put there", new Expectations { Stock = 2 });

    [Fact]
    public void A_unit_that_is_nowhere_is_seen() => Rejects("undersold", [.. Attempts.Take(2)], Honest with { Stock = 3 }, "neither with shoppers nor for sale");

    [Fact]
    public void A_sold_out_that_was_not_true_is_seen()
    {
        Rejects("undersold", Attempts, Honest with { Stock = 3, Available = 1 }, "cid was told sold_out");
        Rejects("true refusals", Attempts, Honest with { Stock = 3, Available = 1 }, "cid was told sold_out");
    }

    [Fact]
    public void A_limit_that_was_not_reached_is_seen() => Rejects("true refusals", Attempts, Honest with { LimitPerCustomer = 2 }, "limit_reached");

    [Fact]
    public void A_shopper_above_the_limit_is_seen() =>
        Rejects("per-customer limit", [Attempts[0], Accepted("ann", "k2", "o2")], Honest with { Orders = [Ann, Bob with { Shopper = "ann" }] }, "the limit is 1");

    [Fact]
    public void An_order_that_nobody_was_told_of_is_seen() => Rejects("no order untold", [.. Attempts.Skip(1)], Honest, "never told");

    [Fact]
    public void Two_orders_for_one_key_are_seen() => Rejects("one order per key", [.. Attempts, Accepted("ann", "k1", "o2")], Honest, "for the one key");

    [Fact]
    public void One_order_for_two_attempts_is_seen() => Rejects("one attempt per order", [.. Attempts, Accepted("ann", "k9", "o1")], Honest, "several attempts");

    [Fact]
    public void An_order_that_is_there_twice_is_seen() => Rejects("each order once", Attempts, Honest with { Orders = [Ann, Ann, Bob] }, "2 times");

    [Fact]
    public void An_order_shown_to_another_is_seen() => Rejects("orders kept", Attempts, Honest with { Orders = [Ann with { Shopper = "cid" }, Bob] }, "is shown to cid");

    [Fact]
    public void Another_quantity_than_asked_is_seen() => Rejects("orders kept", Attempts, Honest with { Orders = [Ann with { Quantity = 2 }, Bob] }, "asked were 1");

    [Fact]
    public void An_outcome_that_stays_unknown_is_seen() =>
        Rejects("unknown outcomes", [.. Attempts, new("cid", "k7", 1, 0, "", "", TimeSpan.Zero)], Honest, "never learned");

    [Fact]
    public void An_answer_outside_the_contract_is_seen()
    {
        Rejects("known answers", [.. Attempts, new("cid", "k7", 1, 500, "error", "", TimeSpan.Zero)], Honest, "500 error");
        Rejects("known answers", [.. Attempts, new("cid", "k7", 1, 409, "mood", "", TimeSpan.Zero)], Honest, "409 mood");
    }

    [Fact]
    public void An_audit_that_says_otherwise_is_seen()
    {
        Rejects("audit", Attempts, Honest with { Audit = Audit with { Settled = false, Balanced = null } }, "did not settle");
        Rejects("audit", Attempts, Honest with { Audit = Audit with { Balanced = false, Undersold = 1 } }, "not call the sale balanced");
        Rejects("audit", Attempts, Honest with { Audit = Audit with { Duplicates = 1 } }, "duplicates 1");
        Rejects("audit", Attempts, Honest with { Audit = Audit with { Sold = 2 } }, "counts 3 units with shoppers");
        Rejects("audit", Attempts, Honest with { Audit = Audit with { Available = 1 } }, "counts 1 units left");
        Rejects("audit", Attempts, Honest with { Audit = Audit with { DeadLetters = 1 } }, "dead letters");
        Rejects("audit", Attempts, Honest with { Audit = Audit with { InFlight = 1 } }, "1 orders still wait");
    }

    [Fact]
    public void Units_that_came_back_later_excuse_an_earlier_refusal()
    {
        var judgement = Verdict.Judge(Attempts, Honest with { Orders = [Ann with { Status = "cancelled" }, Bob], Available = 1, Audit = Audit with { Held = 0, Available = 1 } }, new Expectations());
        Assert.Equal(CheckState.Kept, judgement.State);
        Assert.Equal(CheckState.NotApplicable, judgement.Checks.Single(c => c.Name == "true refusals").State);
    }

    [Theory]
    [InlineData(99, 50.1, CheckState.Broken, "p99 of the buys' latency is 50.1 ms")]
    [InlineData(99, 50, CheckState.Kept, "")]
    [InlineData(50, 12, CheckState.Kept, "")]
    public void A_latency_goal_is_a_check(double percentile, double seen, CheckState state, string because)
    {
        var buys = new LatencyRow(1, seen, seen, seen, seen, seen, seen, seen);
        var check = Verdict.Judge(Attempts, Honest, new Expectations { Goals = [new LatencyGoal(percentile, 50)] }, buys).Checks.Single(c => c.Name == $"latency p{percentile}");
        Assert.Equal(state, check.State);
        Assert.Contains(because, check.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_seen_is_not_called_kept_and_ends_with_another_code()
    {
        var blind = Verdict.Judge(Attempts, Honest with { Audit = null, Orders = [Bob], Unread = new Dictionary<string, string> { ["ann"] = "the shop answered 401" } }, new Expectations());
        Assert.Equal((CheckState.NotJudged, 2), (blind.State, blind.Exit));
        Assert.Contains(blind.Checks, c => c is { Name: "orders kept", State: CheckState.NotJudged } && c.Why.Contains("401", StringComparison.Ordinal));
        Assert.Contains(blind.Checks, c => c is { Name: "audit", State: CheckState.NotJudged });
    }

    [Fact]
    public void Ten_thousand_shoppers_with_200_000_attempts_are_judged_without_looking_through_all_for_each()
    {
        const int Shoppers = 10_000, Each = 20;
        var attempts = Enumerable.Range(0, Shoppers * Each).Select(n => n < Shoppers
            ? Accepted($"s{n}", $"k{n}", $"o{n}") : new Attempt($"s{n % Shoppers}", $"k{n}", 1, 409, "limit_reached", "", TimeSpan.Zero)).ToArray();
        var orders = Enumerable.Range(0, Shoppers).Select(n => new SeenOrder($"o{n}", $"s{n}", "held", 1, true)).ToList();
        var judgement = Verdict.Judge(attempts, new Evidence(Shoppers, 1, orders, Audit with { Total = Shoppers, Held = Shoppers, Sold = 0 }) { Available = 0 }, new Expectations());
        Assert.Equal(CheckState.Kept, judgement.State);
    }

    private static Attempt Accepted(string shopper, string key, string order) => new(shopper, key, 1, 202, "", order, TimeSpan.Zero);

    private static void Rejects(string check, Attempt[] attempts, Evidence evidence, string because, Expectations? expected = null)
    {
        var judgement = Verdict.Judge(attempts, evidence, expected ?? new Expectations());
        Assert.Equal((CheckState.Broken, 1), (judgement.State, judgement.Exit));
        Assert.Contains(judgement.Faults, f => f.Contains(because, StringComparison.Ordinal));
        Assert.Equal(CheckState.Broken, judgement.Checks.Single(c => c.Name == check).State);
        Assert.Contains(check, judgement.Sentence, StringComparison.Ordinal);
    }
}
