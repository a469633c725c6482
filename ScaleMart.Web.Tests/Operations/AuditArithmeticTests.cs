using ScaleMart.Web.Operations;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Operations;

public sealed class AuditArithmeticTests
{
    private static readonly DateTimeOffset At = new(2030, 5, 6, 7, 8, 9, TimeSpan.Zero);

    // 10 in all: ann holds 2, bob is paying for 1, cid bought 3, dan gave 2 back, eve was refunded 1; so 4 are left.
    private static readonly OrderRecord[] Orders =
    [
        Order("a", "ann", 2, OrderStatus.Held, 11), Order("b", "bob", 1, OrderStatus.Paying, 12), Order("c", "cid", 3, OrderStatus.Confirmed, 13),
        Order("d", "dan", 2, OrderStatus.Cancelled, 14), Order("e", "eve", 1, OrderStatus.Refunded, 15), Order("f", "ann", 1, OrderStatus.Expired, 16),
    ];

    private static readonly StockAuditReading Redis = new()
    {
        Sequence = 16,
        Total = 10,
        Available = 4,
        Held = 3,
        Sold = 3,
        PerCustomerLimit = 3,
        Queued = 0,
        InFlight = 0,
        DeadLetters = 0,
        Pending = [],
        UnitsByUser = new Dictionary<string, int> { ["ann"] = 2, ["bob"] = 1, ["cid"] = 3, ["dan"] = 0 },
    };

    [Fact]
    public void A_sale_that_adds_up_is_balanced()
    {
        var report = Settled(Redis, Orders);

        Assert.True(report.Balanced);
        Assert.Empty(report.Findings);
        Assert.Equal((0, 0, 0), (report.Oversold, report.Undersold, report.Duplicates));
        Assert.Equal(new LedgerCount(1, 1, 1, 1, 1, 1), report.Ledger);
        Assert.Equal(new AuditVerdict(true, 16, At), report.LastSettled);
    }

    [Fact]
    public void An_order_that_still_waits_counts_as_if_it_were_in_the_ledger()
    {
        var waiting = Redis with { Queued = 1, Pending = [Orders[2]] };
        Assert.True(Settled(waiting, [.. Orders.Where(o => o.Id != "c")]).Balanced);
    }

    [Fact]
    public void The_newest_version_counts_wherever_it_is()
    {
        var cancelled = Orders[0] with { Status = OrderStatus.Cancelled, Version = 20 };
        var given = Redis with { Available = 6, Held = 1, UnitsByUser = new Dictionary<string, int> { ["bob"] = 1, ["cid"] = 3 } };

        Assert.True(Settled(given with { Pending = [cancelled] }, Orders).Balanced);
        Assert.True(Settled(given with { Pending = [Orders[0]] }, [.. Orders.Skip(1), cancelled]).Balanced);
    }

    [Fact]
    public void A_unit_sold_twice_is_oversold()
    {
        var report = Settled(Redis, [.. Orders, Order("g", "gus", 1, OrderStatus.Confirmed, 17)]);
        Assert.Equal((false, 1, 0), (report.Balanced, report.Oversold, report.Undersold));
    }

    [Fact]
    public void A_lost_order_is_undersold()
    {
        var report = Settled(Redis, [.. Orders.Where(o => o.Id != "c")]);
        Assert.Equal((false, 0, 3), (report.Balanced, report.Oversold, report.Undersold));
    }

    [Fact]
    public void A_unit_that_is_nowhere_in_redis_is_found()
    {
        var report = Settled(Redis with { Available = 3 }, Orders);
        Assert.Equal((false, 0, 1), (report.Balanced, report.Oversold, report.Undersold));
        Assert.Contains(report.Findings, f => f.StartsWith("In Redis 10 in all is not", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_errors_that_cancel_out_in_the_sum_are_found()
    {
        // Redis says held where the ledger says sold: the sum is right and both words are wrong.
        var report = Settled(Redis with { Held = 2, Sold = 4 }, Orders);
        Assert.Equal((false, 0, 0), (report.Balanced, report.Oversold, report.Undersold));
        Assert.Equal(2, report.Findings.Count);
    }

    [Fact]
    public void An_order_of_another_user_does_not_stand_in_for_a_lost_one()
    {
        var report = Settled(Redis, [.. Orders.Where(o => o.Id != "c"), Order("x", "gus", 3, OrderStatus.Confirmed, 13)]);
        Assert.False(report.Balanced);
        Assert.Equal(["2 users have other units in Redis than in their newest orders."], report.Findings);
    }

    [Fact]
    public void An_order_that_is_in_the_ledger_twice_is_a_duplicate()
    {
        var report = Settled(Redis, [.. Orders, Orders[3]]);
        Assert.Equal((false, 1), (report.Balanced, report.Duplicates));
    }

    [Fact]
    public void A_user_above_the_limit_is_a_duplicate()
    {
        var report = Settled(Redis with { PerCustomerLimit = 2 }, Orders);
        Assert.Equal((false, 1), (report.Balanced, report.Duplicates));
    }

    [Fact]
    public void A_count_below_zero_is_found() =>
        Assert.Contains("A count in Redis is below zero.", Settled(Redis with { Available = -1, Held = 8 }, Orders).Findings);

    [Fact]
    public void A_busy_sale_is_judged_by_its_own_sum_alone_and_shows_the_last_verdict()
    {
        var last = new AuditVerdict(true, 9, At.AddMinutes(-1));
        var busy = AuditArithmetic.Unsettled("sale", Redis, new LedgerReading(), At, last);
        Assert.Equal((false, null, 0, 0, last), (busy.Settled, busy.Balanced, busy.Oversold, busy.Undersold, busy.LastSettled));
        Assert.Empty(busy.Findings);
        Assert.Single(AuditArithmetic.Unsettled("sale", Redis with { Total = 11 }, new LedgerReading(), At, last).Findings);
    }

    private static AuditReport Settled(StockAuditReading redis, OrderRecord[] recorded)
    {
        var ledger = new LedgerReading();
        foreach (var order in recorded) ledger.Add(OrderStanding.Of(order));
        return AuditArithmetic.Settled("sale", redis, ledger, At);
    }

    private static OrderRecord Order(string id, string user, int quantity, OrderStatus status, long version) => new()
    {
        Id = id,
        SaleId = "sale",
        UserId = user,
        PreviousOrderId = "",
        ProductName = "Lamp",
        Quantity = quantity,
        UnitPrice = 1,
        Currency = "EUR",
        Status = status,
        Version = version,
        AcceptedAt = At,
        HoldExpiresAt = At,
        Attempt = 0,
        Reason = "",
        Timeline = [new OrderEvent(At, "held")],
    };
}
