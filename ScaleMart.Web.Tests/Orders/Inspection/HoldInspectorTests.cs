using Microsoft.Extensions.Logging.Abstractions;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Inspection;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Orders.Searching;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Inspection;

public sealed class HoldInspectorTests(BackRooms rooms)
{
    [Fact]
    public async Task One_users_holds_are_those_of_this_moment()
    {
        var sale = await rooms.SaleAsync();
        var (kept, given) = (await rooms.HeldAsync(sale, $"ann of {sale}", 2), await rooms.HeldAsync(sale, $"ann of {sale}"));
        await rooms.Get<OrderActs>().CancelAsync(sale, given.Id, "");

        var holds = await Inspector().FindAsync(new OrderFilter { UserIds = [kept.UserId] });

        Assert.Equal((kept.Id, 2, 0, false), (Assert.Single(holds.Orders).Id, holds.Units, holds.UnitsBeyond, holds.IsStale));
    }

    [Fact]
    public async Task Beyond_those_that_are_named_the_units_of_the_others_are_told()
    {
        var sale = await rooms.SaleAsync(quantity: HoldInspector.Most + 10);
        for (var n = 0; n < HoldInspector.Most + 3; n++) await rooms.HeldAsync(sale, $"{n}");

        var holds = await Inspector().FindAsync(new OrderFilter { SaleId = sale });

        Assert.Equal((HoldInspector.Most, HoldInspector.Most + 3, 3), (holds.Orders.Count, holds.Units, holds.UnitsBeyond));
        Assert.Equal(holds.Orders.Select(o => o.HoldExpiresAt), holds.Orders.Select(o => o.HoldExpiresAt).Order());
    }

    [Fact]
    public async Task While_redis_is_away_the_holds_that_the_ledger_knew_of_are_shown_and_marked()
    {
        var sale = await rooms.SaleAsync();
        var (held, paying, paid) = (await rooms.HeldAsync(sale, "held"), await rooms.HeldAsync(sale, "paying"), await rooms.HeldAsync(sale, "paid"));
        await rooms.Get<OrderActs>().PayAsync(sale, paying.Id, TimeSpan.FromMinutes(1));
        await rooms.Get<OrderActs>().ConfirmAsync((await rooms.Get<OrderActs>().PayAsync(sale, paid.Id, TimeSpan.FromMinutes(1))).Order!);
        await rooms.DrainAsync(sale);
        await using var away = SearchParts.NoRedis;

        var holds = await Inspector(away).FindAsync(new OrderFilter { SaleId = sale });

        Assert.Equal(new[] { held.Id, paying.Id }.Order(), holds.Orders.Select(o => o.Id).Order());
        Assert.True(holds.IsStale);
    }

    private HoldInspector Inspector(RedisDoor? redis = null)
    {
        var recent = new RecentOrders(redis ?? rooms.Get<RedisDoor>());
        return new HoldInspector(new HeldOrders(redis ?? rooms.Get<RedisDoor>(), recent), rooms.Live(redis), rooms.Get<IOrderBook>(), new SearchParts.Nobody(), rooms.Get<SaleCatalogue>(), NullLogger<HoldInspector>.Instance);
    }
}
