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

    internal static (SalePlan Plan, RebuildReport Report) Make(OrderRecord[] redis, OrderRecord[] ledger, string[]? queued = null, long fence = 0, long sequence = 0) =>
        RebuildPlan.Make(Sale, Snapshot(redis, queued ?? []) with { Counts = new SaleCounts(sequence, 10, 0, 0, 0) }, new LedgerSnapshot(ledger, null, fence), NoPayments, Now, dryRun: false);

    private static SaleSnapshot Snapshot(OrderRecord[] orders, string[] queued) =>
        new() { Orders = orders, Queued = queued.ToHashSet() };

    internal static OrderRecord Order(string id, OrderStatus status, long version, int quantity = 2, string previous = "") =>
        RecordLineTests.Order(id, status: status, version: version, quantity: quantity, previous: previous);

    internal static (int, int, int, int) Counts(SalePlan plan) => (plan.Counts.Total, plan.Counts.Available, plan.Counts.Held, plan.Counts.Sold);

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
