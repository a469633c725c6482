using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Orders.Rebuilding;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Rebuilding;

/// <summary>A sale that Redis lost, or that Redis and the ledger tell of differently.</summary>
public sealed class LostSaleTests(BackRooms rooms)
{
    [Fact]
    public async Task A_sale_whose_keys_are_gone_comes_back_from_the_ledger_with_its_orders_limits_and_terms()
    {
        var sale = await rooms.SaleAsync(quantity: 10, limit: 2);
        var kept = (await rooms.ReserveAsync(sale, "ann", 2, "k")).Order!;
        await rooms.Get<SaleDesk>().RestockAsync(sale, 5, "more came", null, Staff.Boss);
        await rooms.DrainAsync(sale);
        await LoseAsync(sale);

        var report = await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);

        Assert.Equal([kept.Id], report!.Restored);
        Assert.Equal((15, 13, 2, 0), await rooms.CountsAsync(sale));
        // The key is remembered, and so is the limit.
        Assert.Equal(kept.Id, (await rooms.ReserveAsync(sale, "ann", 2, "k")).Order!.Id);
        Assert.Equal(Web.Stock.Reservations.ReserveCode.LimitReached, (await rooms.ReserveAsync(sale, "ann", 1, "other")).Code);
    }

    [Fact]
    public async Task A_paid_order_that_turns_up_when_its_stock_is_sold_is_refunded_and_then_the_sale_adds_up()
    {
        var sale = await rooms.SaleAsync(quantity: 2, limit: 2);
        var kept = await rooms.HeldAsync(sale, "ann", 2);
        await rooms.Get<OrderActs>().PayAsync(sale, kept.Id, TimeSpan.FromMinutes(1));
        await rooms.Get<OrderActs>().ConfirmAsync((await rooms.Get<OrderReader>().FindAsync(kept.Id))!);
        await rooms.DrainAsync(sale);
        var late = (await rooms.Get<OrderReader>().FindAsync(kept.Id))! with { Id = $"{sale}-late", UserId = "bob", AcceptedAt = kept.AcceptedAt.AddSeconds(1) };
        await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(late), late.Total, late.Currency, "tok_ok");
        await rooms.Get<IOrderBook>().WriteAsync([late]);

        var report = await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);

        Assert.Equal([late.Id], report!.Refunding);
        Assert.Equal([late.Id], await rooms.Get<Unsettled>().TakeAsync(sale, TimeSpan.FromMinutes(1)));
        Assert.Equal(OrderStatus.Refunded, (await rooms.Get<Settlement>().SettleAsync((await rooms.Get<OrderReader>().FindAsync(late.Id))!))!.Status);
        Assert.Equal(ChargeState.Refunded, await rooms.Get<IPaymentGateway>().AskAsync(Settlement.ChargeKey(late)));
        Assert.Equal((2, 0, 0, 2), await rooms.CountsAsync(sale));
    }

    [Theory]
    [InlineData("tok_ok", OrderStatus.Confirmed)]
    [InlineData("tok_declined", OrderStatus.Held)]
    public async Task A_payment_that_Redis_lost_and_the_gateway_remembers_is_settled_as_the_gateway_says(string token, OrderStatus becomes)
    {
        var sale = await rooms.SaleAsync(quantity: 5);
        var held = await rooms.HeldAsync(sale, "ann");
        await rooms.DrainAsync(sale);
        var paying = (await rooms.Get<OrderActs>().PayAsync(sale, held.Id, TimeSpan.FromMinutes(1))).Order!;
        await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(paying), paying.Total, paying.Currency, token);
        await LoseAsync(sale);

        var report = await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false);

        Assert.Equal([held.Id], report!.Paying);
        var found = (await rooms.Get<OrderReader>().FindAsync(held.Id))!;
        Assert.Equal((becomes, 1), ((await rooms.Get<Settlement>().SettleAsync(found))!.Status, found.Attempt));
        Assert.True(held.HoldExpiresAt == found.HoldExpiresAt && (await rooms.Get<OrderReader>().FindAsync(held.Id))!.Version > held.Version);
    }

    [Fact]
    public async Task Of_a_sale_that_lost_nothing_the_gateway_is_not_asked()
    {
        var sale = await rooms.SaleAsync(quantity: 5);
        var held = await rooms.HeldAsync(sale, "ann");
        await rooms.DrainAsync(sale);
        await rooms.Get<IPaymentGateway>().ChargeAsync(Settlement.ChargeKey(held with { Attempt = 1 }), held.Total, held.Currency, "tok_ok");

        Assert.Empty((await rooms.Get<Rebuild>().RunAsync(sale, dryRun: false))!.Paying);
    }

    private async Task LoseAsync(string sale)
    {
        var keys = new SaleKeys(sale);
        await rooms.Redis.KeyDeleteAsync([keys.Sale, keys.Orders, keys.Users, keys.Buckets, keys.Mine, keys.Holds, keys.Unsettled, keys.Queue, keys.Restocks]);
    }
}
