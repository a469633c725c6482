using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Stock.Inspection;

public sealed class HeldOrdersTests(BackRooms rooms)
{
    private HeldOrders Held => rooms.Get<HeldOrders>();

    [Fact]
    public async Task Those_who_hold_are_named_soonest_end_first_and_those_who_paid_or_gave_up_are_not()
    {
        var sale = await rooms.SaleAsync(quantity: 20);
        var acts = rooms.Get<OrderActs>();
        var (kept, given, paid, paying) = (await rooms.HeldAsync(sale, "kept", 2), await rooms.HeldAsync(sale, "given"), await rooms.HeldAsync(sale, "paid"), await rooms.HeldAsync(sale, "paying", 3));
        await acts.CancelAsync(sale, given.Id, "");
        await acts.ConfirmAsync((await acts.PayAsync(sale, paid.Id, TimeSpan.FromMinutes(1))).Order!);
        await acts.PayAsync(sale, paying.Id, TimeSpan.FromMinutes(1));

        var holds = await Held.OfSaleAsync(sale, 10);

        Assert.Equal([(kept.Id, OrderStatus.Held), (paying.Id, OrderStatus.Paying)], holds.Orders.Select(o => (o.Id, o.Status)));
        Assert.Equal(5, holds.Units);
    }

    [Fact]
    public async Task One_whose_payment_outlasts_its_hold_is_named_still()
    {
        var sale = await rooms.SaleAsync();
        var paying = await rooms.HeldAsync(sale, "ann");
        await rooms.Get<OrderActs>().PayAsync(sale, paying.Id, TimeSpan.FromMinutes(1));
        // As a lapse leaves it when the hold's time is over while it is paid for.
        await rooms.Redis.SortedSetRemoveAsync(new SaleKeys(sale).Holds, paying.Id);

        Assert.Equal([paying.Id], (await Held.OfSaleAsync(sale, 10)).Orders.Select(o => o.Id));
    }

    [Fact]
    public async Task No_more_are_named_than_are_asked_for_and_the_units_of_all_are_told()
    {
        var sale = await rooms.SaleAsync();
        foreach (var user in new[] { "a", "b", "c" }) await rooms.HeldAsync(sale, user);

        var holds = await Held.OfSaleAsync(sale, 2);

        Assert.Equal((2, 3), (holds.Orders.Count, holds.Units));
    }

    [Fact]
    public async Task A_sale_that_redis_has_not_got_holds_nothing() => Assert.Equal(0, (await Held.OfSaleAsync("nosuchsale", 10)).Units);
}
