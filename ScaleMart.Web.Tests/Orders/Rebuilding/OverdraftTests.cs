using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Restore;
using ScaleMart.Web.Tests.Stock;
using Xunit;
using static ScaleMart.Web.Tests.Orders.Rebuilding.RebuildPlanTests;

namespace ScaleMart.Web.Tests.Orders.Rebuilding;

/// <summary>What a sale of ten units, five for each shopper, cannot keep of the orders that a rebuild finds.</summary>
public sealed class OverdraftTests
{
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
}
