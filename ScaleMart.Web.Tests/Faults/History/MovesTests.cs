using ScaleMart.Web.Stock;
using Xunit;
using static ScaleMart.Web.Tests.Faults.History.Story;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>What shoppers were told of payments and cancellations holds. The good story is doctored in one way for every rule, and must be rejected.</summary>
[Trait("stores", "own")]
public sealed class MovesTests
{
    [Fact]
    public void An_answer_to_a_payment_that_the_contract_does_not_know() => Rejected("ann was answered 404 not_found  when asking to Pay order a", Good.And(Refused("ann", Act.Pay, 404, "not_found", "a")));

    [Fact]
    public void A_cancelled_order_that_is_confirmed() =>
        Rejected("Order c of cid was told cancelled and is confirmed", Good.Where("c", o => o with { Status = OrderStatus.Confirmed }));

    [Fact]
    public void A_confirmed_order_that_is_cancelled() =>
        Rejected("Order a of ann was told confirmed and is cancelled", Good.Where("a", o => o with { Status = OrderStatus.Cancelled }));

    [Fact]
    public void A_confirmed_order_that_was_refunded_on_no_way_there_is() =>
        Rejected("Order a of ann was told confirmed and is refunded", Good.Where("a", o => o with { Status = OrderStatus.Refunded }));

    [Fact]
    public void A_payment_that_was_never_resolved() => Rejected("bob never learned what became of asking to Pay order b", Good.And(Unanswered("bob", Act.Pay, "b")));

    [Fact]
    public void An_order_cancelled_by_nobody() => Rejected("Order c of cid was cancelled by nobody", Good with { History = [.. Good.History.Where(o => o.Act != Act.Cancel)] });

    [Fact]
    public void An_order_cancelled_though_the_cancellation_was_refused() =>
        Rejected("Order c of cid was cancelled by nobody", Good.Asked(o => o.Act == Act.Cancel, o => Refused("cid", Act.Cancel, 409, "not_cancellable", "c")));

    [Fact]
    public void An_order_confirmed_though_only_a_declined_payment_was_made() =>
        Rejected("Order a of ann was confirmed, and nobody paid", Good.Asked(o => o.OrderId == "a" && o.Act == Act.Pay, o => o with { Token = "tok_declined" }));

    [Fact]
    public void An_order_refunded_by_nobody() => Rejected("Order g of gus was refunded by nobody", Good.Where("g", o => o with { Reason = "" }));

    [Fact]
    public void A_payment_without_an_end() => Rejected("Order d of dan is still paying", Good.Where("d", o => o with { Status = OrderStatus.Paying }));

    [Fact]
    public void A_payment_that_the_gateway_was_never_asked_for_and_that_outlives_its_ten_minutes()
    {
        var paying = Order("h", "hal", 1, OrderStatus.Paying, 16, "held paying");
        var cutOff = Good.With(paying).And(Bought("hal", "h"), Paid("hal", "h", "tok_ok", "paying") with { Status = 202 })
            .In(s => s with { Available = 5, Held = 3, Units = new Dictionary<string, int>(s.Units) { ["hal"] = 1 }, Unsettled = ["h"] });

        Accepted(cutOff);
        Rejected("Order h of hal is still paying", cutOff.In(s => s with { Now = s.Now.AddMinutes(8) }));
    }

    [Fact]
    public void A_payment_that_nobody_will_look_at() => Rejected("Order d of dan is paying, and nobody looks", Good.Where("d", o => o with { Status = OrderStatus.Paying }));

    [Fact]
    public void A_payment_that_nobody_asked_for() => Rejected("Order a of ann began a payment that nobody asked for", Good with { History = [.. Good.History.Where(o => o.Act != Act.Pay)] });

    [Fact]
    public void A_hold_that_ended_early() => Rejected("Order f of fay expired before its time", Good.Where("f", o => o with { HoldExpiresAt = o.HoldExpiresAt.AddHours(1) }));

    [Fact]
    public void An_order_that_went_from_cancelled_to_paying() =>
        Rejected("a way that does not exist: cancelled paying", Good.Where("a", o => Order("a", "ann", 1, o.Status, 11, "held cancelled paying confirmed")));
}
