using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Tests.Accounts;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Orders.Payment;
using Xunit;
using static ScaleMart.Web.Tests.Orders.Payment.UnsureGateway;

namespace ScaleMart.Web.Tests.Orders;

/// <summary>A gateway that fails or is silent: what was begun lasts, is not called an error, and is settled when the gateway is back.</summary>
public sealed class GatewayAwayTests
{
    private readonly BackRooms _rooms;
    private readonly UnsureGateway _gateway;
    private readonly HandTimer _clock = new();
    private readonly Settlement _settlement;
    private readonly Checkout _checkout;

    public GatewayAwayTests(BackRooms rooms)
    {
        _rooms = rooms;
        _gateway = new UnsureGateway(rooms.Get<IPaymentGateway>());
        _settlement = ActivatorUtilities.CreateInstance<Settlement>(rooms.Get<IServiceProvider>(), _gateway, _clock);
        _checkout = ActivatorUtilities.CreateInstance<Checkout>(rooms.Get<IServiceProvider>(), _gateway, _settlement);
    }

    [Theory]
    [InlineData(Line.Failing, null)]
    [InlineData(Line.FailingAfterwards, OrderStatus.Confirmed)]
    public async Task A_payment_whose_gateway_fails_is_under_way_and_settled_when_it_is_back(Line line, OrderStatus? settled)
    {
        var sale = await _rooms.SaleAsync(quantity: 10);
        var held = await _rooms.HeldAsync(sale);
        _gateway.Is = line;

        var paid = await _checkout.PayAsync(held.Id, "ann", "tok_ok");

        Assert.Equal((CheckoutOutcome.Pending, OrderStatus.Paying), (paid.Outcome, paid.Order!.Order.Status));
        Assert.Equal((10, 9, 1, 0), await _rooms.CountsAsync(sale));
        _gateway.Is = Line.Up;
        // Never charged, it lasts for its ten minutes.
        Assert.Equal(settled, (await _settlement.SettleAsync(paid.Order.Order))?.Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task While_the_gateway_cannot_be_reached_paying_lasts_and_no_unit_moves(int minutes)
    {
        var (sale, paying) = await PayingAsync(minutes);
        _gateway.Is = Line.Failing;

        await Assert.ThrowsAnyAsync<TimeoutException>(() => _settlement.SettleAsync(paying));

        Assert.Equal(OrderStatus.Paying, (await _rooms.Get<OrderReader>().FindAsync(paying.Id))!.Status);
        Assert.Equal((10, 9, 1, 0), await _rooms.CountsAsync(sale));
        _gateway.Is = Line.Up;
        Assert.Equal(minutes == 0 ? null : OrderStatus.Expired, (await _settlement.SettleAsync(paying))?.Status);
    }

    [Fact]
    public async Task A_gateway_that_goes_silent_is_not_waited_for_beyond_the_next_look()
    {
        var (_, paying) = await PayingAsync(minutes: 0);
        _gateway.Is = Line.Silent;

        var settling = _settlement.SettleAsync(paying);
        await _clock.SomebodyWaits;
        Assert.False(settling.IsCompleted);
        _clock.Pass(Settlement.LookAfter);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => settling.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_refund_whose_gateway_fails_is_under_way_and_finished_when_it_is_back()
    {
        var sale = await _rooms.SaleAsync(quantity: 10);
        var held = await _rooms.HeldAsync(sale);
        await _checkout.PayAsync(held.Id, "ann", "tok_ok");
        _gateway.Is = Line.Failing;

        var begun = await _checkout.RefundAsync(held.Id, Staff.Boss, "broken");

        Assert.Equal((CheckoutOutcome.Pending, OrderStatus.Confirmed), (begun.Outcome, begun.Order!.Order.Status));
        _gateway.Is = Line.Up;
        Assert.Equal(OrderStatus.Refunded, (await _settlement.SettleAsync(begun.Order.Order))!.Status);
        Assert.Equal((10, 10, 0, 0), await _rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task An_order_is_not_called_refunded_before_the_money_is_back()
    {
        var (sale, paying) = await PayingAsync(minutes: 0);
        var acts = _rooms.Get<OrderActs>();
        await acts.ConfirmAsync(paying);
        var refunding = (await acts.BeginRefundAsync(sale, paying.Id, "broken", TimeSpan.FromMinutes(1))).Order!;

        await Assert.ThrowsAsync<InvalidOperationException>(() => _settlement.SettleAsync(refunding));

        Assert.Equal((10, 9, 0, 1), await _rooms.CountsAsync(sale));
    }

    // Begun so many minutes ago, as far as whoever settles it can see.
    private async Task<(string Sale, OrderRecord Paying)> PayingAsync(int minutes)
    {
        var sale = await _rooms.SaleAsync(quantity: 10);
        var paying = (await _rooms.Get<OrderActs>().PayAsync(sale, (await _rooms.HeldAsync(sale)).Id, TimeSpan.FromMinutes(1))).Order!;
        return (sale, paying with { Timeline = [.. paying.Timeline.Select(e => e with { At = e.At.AddMinutes(-minutes) })] });
    }
}
