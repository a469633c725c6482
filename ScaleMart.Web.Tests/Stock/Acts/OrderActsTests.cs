using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;
using static ScaleMart.Web.Stock.Acts.ActCode;
using static ScaleMart.Web.Stock.OrderStatus;

namespace ScaleMart.Web.Tests.Stock.Acts;

/// <summary>Every move of an order from every state: which is allowed, where it leads, and that a refused one changes nothing.</summary>
public sealed class OrderActsTests(BackRooms rooms)
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(Held, "pay", Done, Paying)]
    [InlineData(Held, "confirm", Refused, Held)]
    [InlineData(Held, "decline", Refused, Held)]
    [InlineData(Held, "expire", Refused, Held)]
    [InlineData(Held, "cancel", Done, Cancelled)]
    [InlineData(Held, "begin refund", Refused, Held)]
    [InlineData(Held, "refund", Refused, Held)]
    [InlineData(Paying, "pay", Already, Paying)]
    [InlineData(Paying, "confirm", Done, Confirmed)]
    [InlineData(Paying, "decline", Done, Held)]
    [InlineData(Paying, "expire", Done, Expired)]
    [InlineData(Paying, "cancel", Refused, Paying)]
    [InlineData(Paying, "begin refund", Refused, Paying)]
    [InlineData(Paying, "refund", Refused, Paying)]
    [InlineData(Confirmed, "pay", Already, Confirmed)]
    [InlineData(Confirmed, "confirm", Already, Confirmed)]
    [InlineData(Confirmed, "decline", Refused, Confirmed)]
    [InlineData(Confirmed, "expire", Refused, Confirmed)]
    [InlineData(Confirmed, "cancel", Refused, Confirmed)]
    [InlineData(Confirmed, "begin refund", Done, Confirmed)]
    [InlineData(Confirmed, "refund", Refused, Confirmed)]
    [InlineData(Cancelled, "pay", Refused, Cancelled)]
    [InlineData(Cancelled, "confirm", Refused, Cancelled)]
    [InlineData(Cancelled, "decline", Refused, Cancelled)]
    [InlineData(Cancelled, "expire", Refused, Cancelled)]
    [InlineData(Cancelled, "cancel", Already, Cancelled)]
    [InlineData(Cancelled, "begin refund", Refused, Cancelled)]
    [InlineData(Cancelled, "refund", Refused, Cancelled)]
    [InlineData(Expired, "pay", HoldExpired, Expired)]
    [InlineData(Expired, "confirm", Late, Expired)]
    [InlineData(Expired, "decline", Refused, Expired)]
    [InlineData(Expired, "expire", Already, Expired)]
    [InlineData(Expired, "cancel", Refused, Expired)]
    [InlineData(Expired, "begin refund", Refused, Expired)]
    [InlineData(Expired, "refund", Refused, Expired)]
    [InlineData(Refunded, "pay", Refused, Refunded)]
    [InlineData(Refunded, "confirm", Already, Refunded)]
    [InlineData(Refunded, "decline", Refused, Refunded)]
    [InlineData(Refunded, "expire", Refused, Refunded)]
    [InlineData(Refunded, "cancel", Refused, Refunded)]
    [InlineData(Refunded, "begin refund", Already, Refunded)]
    [InlineData(Refunded, "refund", Already, Refunded)]
    public async Task A_move_leads_where_the_states_say_and_a_refused_one_changes_nothing(OrderStatus from, string act, ActCode code, OrderStatus to)
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var order = await ReachAsync(sale, from);
        var before = await rooms.CountsAsync(sale);

        var result = await DoAsync(act, order);

        Assert.Equal((code, to), (result.Code, result.Order!.Status));
        var after = await rooms.CountsAsync(sale);
        Assert.Equal(after.Total, after.Available + after.Held + after.Sold);
        Assert.Equal(Held == to || Paying == to ? 2 : 0, after.Held);
        Assert.Equal(Confirmed == to ? 2 : 0, after.Sold);
        Assert.Equal(to is Held or Paying or Confirmed ? 2 : 0, await rooms.UnitsOfAsync(sale, "ann"));
        if (code is Refused or Already or HoldExpired)
        {
            Assert.Equal(before, after);
            Assert.Equal(order.Version, result.Order.Version);
            Assert.Equal(order.Timeline, result.Order.Timeline);
        }
        else
        {
            Assert.True(result.Order.Version > order.Version);
            Assert.Equal(order.Timeline.Count + 1, result.Order.Timeline.Count);
        }
    }

    [Fact]
    public async Task A_refund_that_was_begun_gives_stock_and_allowance_back_once()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var order = await ReachAsync(sale, Confirmed);
        var acts = rooms.Get<OrderActs>();

        Assert.Equal(Done, (await acts.BeginRefundAsync(sale, order.Id, "broken", Later)).Code);
        Assert.Equal(Done, (await acts.RefundAsync(sale, order.Id)).Code);
        Assert.Equal(Already, (await acts.RefundAsync(sale, order.Id)).Code);

        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
        Assert.Equal(0, await rooms.UnitsOfAsync(sale, "ann"));
    }

    [Fact]
    public async Task A_late_charge_is_refunded_in_money_alone()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var order = await ReachAsync(sale, Expired);
        var acts = rooms.Get<OrderActs>();

        Assert.Equal(Late, (await acts.ConfirmAsync(order)).Code);
        Assert.Equal(Late, (await acts.ConfirmAsync(order)).Code);
        var refunded = await acts.RefundAsync(sale, order.Id);

        Assert.Equal((Done, Refunded), (refunded.Code, refunded.Order!.Status));
        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task A_sixth_payment_attempt_is_refused_and_the_hold_goes_on()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale);
        var acts = rooms.Get<OrderActs>();
        for (var attempt = 1; attempt <= OrderActs.Attempts; attempt++)
        {
            var paying = await acts.PayAsync(sale, order.Id, Later);
            Assert.Equal((Done, attempt), (paying.Code, paying.Order!.Attempt));
            Assert.Equal(Done, (await acts.DeclineAsync(paying.Order)).Code);
        }

        var sixth = await acts.PayAsync(sale, order.Id, Later);

        Assert.Equal((Refused, Held), (sixth.Code, sixth.Order!.Status));
    }

    [Fact]
    public async Task An_answer_to_an_older_attempt_moves_nothing()
    {
        var sale = await rooms.SaleAsync();
        var acts = rooms.Get<OrderActs>();
        var first = (await acts.PayAsync(sale, (await rooms.HeldAsync(sale)).Id, Later)).Order!;
        await acts.DeclineAsync(first);
        await acts.PayAsync(sale, first.Id, Later);

        Assert.Equal((Refused, Paying), await OutcomeAsync(acts.ConfirmAsync(first)));
        Assert.Equal((Refused, Paying), await OutcomeAsync(acts.DeclineAsync(first)));
        Assert.Equal((Refused, Paying), await OutcomeAsync(acts.ExpireAsync(first)));
    }

    [Fact]
    public async Task An_order_that_nobody_placed_is_not_found()
    {
        var sale = await rooms.SaleAsync();
        Assert.Equal(NotFound, (await rooms.Get<OrderActs>().CancelAsync(sale, $"{sale}-nobody", "")).Code);
    }

    private static async Task<(ActCode, OrderStatus)> OutcomeAsync(Task<ActResult> act)
    {
        var result = await act;
        return (result.Code, result.Order!.Status);
    }

    private async Task<OrderRecord> ReachAsync(string sale, OrderStatus status)
    {
        var acts = rooms.Get<OrderActs>();
        var held = await rooms.HeldAsync(sale, quantity: 2);
        if (status == Held) return held;
        if (status == Cancelled) return (await acts.CancelAsync(sale, held.Id, "")).Order!;
        var paying = (await acts.PayAsync(sale, held.Id, Later)).Order!;
        if (status == Paying) return paying;
        if (status == Expired) return (await acts.ExpireAsync(paying)).Order!;
        var confirmed = (await acts.ConfirmAsync(paying)).Order!;
        if (status == Confirmed) return confirmed;
        await acts.BeginRefundAsync(sale, held.Id, "broken", Later);
        return (await acts.RefundAsync(sale, held.Id)).Order!;
    }

    private Task<ActResult> DoAsync(string act, OrderRecord order)
    {
        var acts = rooms.Get<OrderActs>();
        return act switch
        {
            "pay" => acts.PayAsync(order.SaleId, order.Id, Later),
            "confirm" => acts.ConfirmAsync(order),
            "decline" => acts.DeclineAsync(order),
            "expire" => acts.ExpireAsync(order),
            "cancel" => acts.CancelAsync(order.SaleId, order.Id, ""),
            "begin refund" => acts.BeginRefundAsync(order.SaleId, order.Id, "broken", Later),
            "refund" => acts.RefundAsync(order.SaleId, order.Id),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
        };
    }
}
