using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Restore;
using ScaleMart.Web.Tests.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Rebuilding;

/// <summary>A sale worked out from what the ledger and Redis know, without either.</summary>
public sealed class RebuildPlanTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_500_000);
    private static readonly Sale Sale = new()
    {
        Id = "sale",
        Slug = "lamp",
        Product = new Product("p", "Lamp", "", "/images/lamp.svg"),
        UnitPrice = 19.90m,
        ListPrice = 49m,
        Currency = "EUR",
        Quantity = 10,
        PerCustomerLimit = 5,
        OpensAt = Now.AddHours(-1),
        ClosesAt = Now.AddHours(1),
        HoldSeconds = 300,
        CreatedAt = Now.AddDays(-1),
    };

    private static readonly Dictionary<string, LostPayment> NoPayments = [];

    [Fact]
    public void A_new_sale_has_everything_for_sale()
    {
        var (plan, report) = Make([], []);
        Assert.Equal((10, 10, 0, 0), Counts(plan));
        Assert.Equal(["@terms"], plan.Requeue);
        Assert.Empty(report.Restored);
    }

    [Fact]
    public void Of_two_versions_of_an_order_the_higher_counts()
    {
        var (plan, _) = Make(
            redis: [Order("sale-1", OrderStatus.Confirmed, 9), Order("sale-2", OrderStatus.Held, 4)],
            ledger: [Order("sale-1", OrderStatus.Paying, 8), Order("sale-2", OrderStatus.Cancelled, 6)]);
        Assert.Equal((10, 8, 0, 2), Counts(plan));
        Assert.Equal(["sale-2"], plan.Orders.Select(o => o.Id));
    }

    [Fact]
    public void What_Redis_lost_comes_back_from_the_ledger_and_what_the_ledger_lacks_is_queued_again()
    {
        var (plan, report) = Make(
            redis: [Order("sale-1", OrderStatus.Held, 9)],
            ledger: [Order("sale-2", OrderStatus.Confirmed, 5)]);
        Assert.Equal(["sale-2"], report.Restored);
        Assert.Equal(["sale-1"], report.Requeued);
        Assert.Equal((10, 6, 2, 2), Counts(plan));
    }

    [Fact]
    public void What_is_queued_already_is_not_queued_twice()
    {
        var (_, report) = Make([Order("sale-1", OrderStatus.Held, 9)], [], queued: ["sale-1"]);
        Assert.Empty(report.Requeued);
    }

    [Fact]
    public void The_new_sequence_lies_past_everything_that_anybody_can_have_seen()
    {
        var (byOrder, _) = Make([Order("sale-1", OrderStatus.Held, 500)], []);
        var (byFence, _) = Make([], [], fence: 900);
        Assert.True(byOrder.Counts.Sequence >= 500 + (1 << 20));
        Assert.True(byFence.Counts.Sequence >= 900 + (1 << 20));
    }

    [Fact]
    public void Held_orders_without_stock_are_cancelled_the_latest_first_before_any_that_is_paid()
    {
        var early = Order("sale-1", OrderStatus.Held, 2, quantity: 4);
        var late = early with { Id = "sale-2", Version = 3, AcceptedAt = early.AcceptedAt.AddSeconds(1) };
        var paid = Order("sale-3", OrderStatus.Confirmed, 4, quantity: 5);

        var (plan, report) = Make([early, late, paid], [early, late, paid]);

        Assert.Equal(["sale-2"], report.Cancelled);
        Assert.Equal(["sale-2"], report.Requeued);
        Assert.Equal((10, 1, 4, 5), Counts(plan));
        Assert.Equal(OrderStatus.Cancelled, plan.Orders.Single(o => o.Id == "sale-2").Status);
    }

    [Fact]
    public void Paid_orders_without_stock_are_refunded_the_latest_first_and_once()
    {
        var early = Order("sale-1", OrderStatus.Confirmed, 2, quantity: 6);
        var late = early with { Id = "sale-2", Version = 3, AcceptedAt = early.AcceptedAt.AddSeconds(1) };
        var held = early with { Id = "sale-3", Version = 4, Status = OrderStatus.Held, Quantity = 1 };

        var (plan, report) = Make([early, late, held], []);

        Assert.Equal(["sale-3"], report.Cancelled);
        Assert.Equal(["sale-2"], report.Refunding);
        var refunding = plan.Orders.Single(o => o.Id == "sale-2");
        Assert.Equal((OrderStatus.Confirmed, "refunding"), (refunding.Status, refunding.Timeline[^1].Event));
        Assert.Equal((10, -2, 0, 12), Counts(plan));
        // What is on its way back is not asked for again, and nobody else is asked instead.
        var (_, again) = Make([.. plan.Everyone], [.. plan.Everyone]);
        Assert.Empty(again.Refunding);
    }

    [Fact]
    public void What_came_late_gives_way_when_its_shopper_has_bought_up_to_the_limit_meanwhile()
    {
        var bought = Order("sale-1", OrderStatus.Held, 900, quantity: 4);
        var (held, paid) = (Order("sale-2", OrderStatus.Held, 3), Order("sale-3", OrderStatus.Confirmed, 4, quantity: 1));
        var bobs = RecordLineTests.Order("sale-4", "bob", quantity: 1);

        var (plan, report) = Make([bought], [held, paid, bobs], sequence: 900);

        Assert.Equal(["sale-2"], report.Cancelled);
        Assert.Empty(report.Refunding);
        Assert.Equal((10, 4, 5, 1), Counts(plan));
        Assert.Equal(5, Buyers.Of(plan.Everyone).Units["ann"]);
        // No more than that is enough: what was paid for goes back only when nothing held is left to give up.
        Assert.Equal(["sale-3"], Make([bought with { Quantity = 5 }], [paid], sequence: 900).Report.Refunding);
    }

    [Fact]
    public void Of_a_Redis_that_was_lost_and_of_a_limit_that_was_lowered_nobody_pays_for_it()
    {
        OrderRecord[] six = [Order("sale-1", OrderStatus.Held, 8, quantity: 3), Order("sale-2", OrderStatus.Confirmed, 9, quantity: 3)];
        foreach (var (redis, sequence) in new[] { (Array.Empty<OrderRecord>(), 0L), (six, 9L) })
        {
            var (_, report) = Make(redis, six, sequence: sequence);
            Assert.Empty(report.Cancelled.Concat(report.Refunding));
        }
    }

    [Fact]
    public void A_payment_under_way_is_left_to_its_end()
    {
        var paying = Order("sale-1", OrderStatus.Paying, 2, quantity: 12);
        var (_, report) = Make([paying], []);
        Assert.Empty(report.Cancelled.Concat(report.Refunding));
    }

    [Fact]
    public void What_is_wrong_beside_the_orders_is_named()
    {
        var redis = Snapshot([Order("sale-1", OrderStatus.Held, 2), Order("sale-2", OrderStatus.Held, 3)], []) with
        {
            IsTorn = true,
            Holding = new HashSet<string> { "sale-1", "sale-gone" },
            UnitsByUser = new Dictionary<string, int> { ["ann"] = 3, ["nobody"] = 1 },
        };

        var (_, report) = RebuildPlan.Make(Sale, redis, new LedgerSnapshot([], null, 0), NoPayments, Now, dryRun: true);

        Assert.True(report.Torn);
        Assert.Equal(["sale-2"], report.HoldsAdded);
        Assert.Equal(["sale-gone"], report.HoldsDropped);
        Assert.Equal(["ann", "nobody"], report.UsersCorrected);
        Assert.False(report.Clean);
    }

    [Fact]
    public void A_restock_that_either_store_remembers_has_happened_once()
    {
        var known = new Restock("r1", 5, Now, "boss", "more");
        var redis = Snapshot([], []) with { Restocks = [known, new Restock("r2", -2, Now, "boss", "less")] };

        var (plan, _) = RebuildPlan.Make(Sale, redis, new LedgerSnapshot([], Terms(3, known, new Restock("r3", 1, Now, "boss", "found one")), 0), NoPayments, Now, dryRun: false);

        Assert.Equal((14, 14, 0, 0), Counts(plan));
    }

    [Fact]
    public void The_newer_terms_win()
    {
        var redis = Snapshot([], []) with { Terms = Terms(3) with { Switch = "open" } };
        var (plan, _) = RebuildPlan.Make(Sale, redis, new LedgerSnapshot([], Terms(8) with { Switch = "closed" }, 0), NoPayments, Now, dryRun: false);
        Assert.Equal("closed", plan.Terms.Switch);
    }

    [Fact]
    public void A_users_newest_order_is_the_one_that_no_other_names_as_before_it()
    {
        var first = Order("sale-1", OrderStatus.Confirmed, 2);
        var second = Order("sale-2", OrderStatus.Cancelled, 2, previous: "sale-1");
        var buyers = Buyers.Of([second, first]);
        Assert.Equal("sale-2", buyers.Newest["ann"]);
        Assert.Equal(2, buyers.Units["ann"]);
    }

    private static (SalePlan Plan, RebuildReport Report) Make(OrderRecord[] redis, OrderRecord[] ledger, string[]? queued = null, long fence = 0, long sequence = 0) =>
        RebuildPlan.Make(Sale, Snapshot(redis, queued ?? []) with { Counts = new SaleCounts(sequence, 10, 0, 0, 0) }, new LedgerSnapshot(ledger, null, fence), NoPayments, Now, dryRun: false);

    private static SaleSnapshot Snapshot(OrderRecord[] orders, string[] queued) =>
        new() { Orders = orders, Queued = queued.ToHashSet() };

    private static OrderRecord Order(string id, OrderStatus status, long version, int quantity = 2, string previous = "") =>
        RecordLineTests.Order(id, status: status, version: version, quantity: quantity, previous: previous);

    private static (int, int, int, int) Counts(SalePlan plan) => (plan.Counts.Total, plan.Counts.Available, plan.Counts.Held, plan.Counts.Sold);

    private static SaleTerms Terms(long version, params Restock[] restocks) => new()
    {
        SaleId = "sale",
        Version = version,
        Quantity = 10,
        Switch = "open",
        OpensAt = Sale.OpensAt,
        ClosesAt = Sale.ClosesAt,
        PerCustomerLimit = 5,
        HoldSeconds = 300,
        UnitPrice = 19.90m,
        Currency = "EUR",
        ProductName = "Lamp",
        Restocks = restocks,
    };
}
