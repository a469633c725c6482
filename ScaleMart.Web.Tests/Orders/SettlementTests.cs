using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Orders;

/// <summary>A payment or a refund that was cut off is brought to its end by asking the gateway.</summary>
public sealed class SettlementTests(BackRooms rooms)
{
    [Fact]
    public async Task Charged_and_nobody_heard_of_it_ends_confirmed()
    {
        var (sale, paying) = await PayingAsync();
        await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(paying), paying.Total, "EUR", "tok_ok");

        Assert.Equal(OrderStatus.Confirmed, (await rooms.Get<Settlement>().SettleAsync(paying))!.Status);
        Assert.Equal((10, 9, 0, 1), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task Declined_and_nobody_heard_of_it_ends_held()
    {
        var (sale, paying) = await PayingAsync();
        await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(paying), paying.Total, "EUR", "tok_declined");

        Assert.Equal(OrderStatus.Held, (await rooms.Get<Settlement>().SettleAsync(paying))!.Status);
        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task Never_charged_lasts_for_ten_minutes_and_then_is_voided_for_ever_and_expires()
    {
        var (sale, paying) = await PayingAsync();
        Assert.Null(await rooms.Get<Settlement>().SettleAsync(paying));
        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));

        var old = paying with { Timeline = [.. paying.Timeline.Select(e => e with { At = e.At.AddMinutes(-10) })] };
        Assert.Equal(OrderStatus.Expired, (await rooms.Get<Settlement>().SettleAsync(old))!.Status);
        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));

        Assert.Equal(ChargeResult.Voided, await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(paying), paying.Total, "EUR", "tok_ok"));
    }

    [Fact]
    public async Task A_refund_that_was_written_down_and_cut_off_is_finished()
    {
        var (sale, paying) = await PayingAsync();
        var gateway = rooms.Get<IPaymentGateway>();
        await gateway.ChargeAsync(Settlement.ChargeKey(paying), paying.Total, "EUR", "tok_ok");
        await rooms.Get<Settlement>().SettleAsync(paying);
        var refunding = (await rooms.Get<OrderActs>().BeginRefundAsync(sale, paying.Id, "broken", TimeSpan.Zero)).Order!;
        Assert.Equal([paying.Id], await rooms.Get<Unsettled>().TakeAsync(sale, TimeSpan.Zero));

        Assert.Equal(OrderStatus.Refunded, (await rooms.Get<Settlement>().SettleAsync(refunding))!.Status);
        Assert.Equal(ChargeState.Refunded, await gateway.AskAsync(Settlement.ChargeKey(paying)));
        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
        Assert.Empty(await rooms.Get<Unsettled>().TakeAsync(sale, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_charge_that_comes_after_the_order_expired_is_given_back_and_the_stock_stays_where_it_is()
    {
        var (sale, paying) = await PayingAsync();
        await rooms.Get<OrderActs>().ExpireAsync(paying);
        await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(paying), paying.Total, "EUR", "tok_ok");

        var settled = await rooms.Get<Settlement>().ApplyAsync(paying, ChargeResult.Charged);

        Assert.Equal(OrderStatus.Refunded, settled!.Order!.Status);
        Assert.Equal(ChargeState.Refunded, await rooms.Get<IPaymentGateway>().AskAsync(Settlement.ChargeKey(paying)));
        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
    }

    private async Task<(string Sale, OrderRecord Paying)> PayingAsync()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        var held = await rooms.HeldAsync(sale);
        return (sale, (await rooms.Get<OrderActs>().PayAsync(sale, held.Id, TimeSpan.FromMinutes(1))).Order!);
    }
}
