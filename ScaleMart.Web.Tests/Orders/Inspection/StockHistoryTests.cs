using Microsoft.Extensions.Logging.Abstractions;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Inspection;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Orders.Searching;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Inspection;

public sealed class StockHistoryTests(BackRooms rooms)
{
    [Fact]
    public async Task Every_change_has_its_units_who_why_and_the_total_after_it()
    {
        var sale = await RestockedAsync();

        var account = (await History().FindAsync(sale))!;

        Assert.Equal([(10, 10, null, null), (5, 15, "boss", "more came"), (-3, 12, "boss", "three broke")], account.Changes.Select(c => (c.Units, c.TotalAfter, c.Who, c.Reason)));
        Assert.Equal((12, 12, true, false), (account.Total, account.Sum, account.AddsUp, account.IsStale));
        Assert.Equal(account.Changes.Select(c => c.At), account.Changes.Select(c => c.At).Order());
    }

    [Fact]
    public async Task A_total_that_its_changes_do_not_explain_is_told()
    {
        var sale = await RestockedAsync();
        await rooms.Redis.HashIncrementAsync(new SaleKeys(sale).Sale, "total", 2);

        var account = (await History().FindAsync(sale))!;

        Assert.Equal((14, 12, false), (account.Total, account.Sum, account.AddsUp));
    }

    [Fact]
    public async Task While_redis_is_away_the_ledgers_changes_are_shown_and_marked()
    {
        var sale = await RestockedAsync();
        await using var away = SearchParts.NoRedis;
        await rooms.DrainAsync(sale);

        var account = (await History(away).FindAsync(sale))!;

        Assert.Equal((12, 3, true), (account.Total, account.Changes.Count, account.IsStale));
    }

    [Fact]
    public async Task What_no_store_knows_is_not_made_up()
    {
        await using var away = SearchParts.NoRedis;
        var sale = await rooms.SaleAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => History(away).FindAsync(sale));
        Assert.Null(await History().FindAsync("nosuchsale"));
    }

    private async Task<string> RestockedAsync()
    {
        var sale = await rooms.SaleAsync();
        var desk = rooms.Get<SaleDesk>();
        Assert.Equal(SaleOutcome.Done, (await desk.RestockAsync(sale, 5, "more came", null, Staff.Boss)).Outcome);
        // Two changes of one millisecond have no order.
        var now = await rooms.Get<RedisDoor>().TimeAsync();
        await Wait.UntilAsync(() => rooms.Get<RedisDoor>().TimeAsync(), t => t > now, "a millisecond is over");
        Assert.Equal(SaleOutcome.Done, (await desk.RestockAsync(sale, -3, "three broke", null, Staff.Boss)).Outcome);
        return sale;
    }

    private StockHistory History(RedisDoor? redis = null) =>
        new(rooms.Get<SaleCatalogue>(), new TermsReader(redis ?? rooms.Get<RedisDoor>()), rooms.Get<ITermsBook>(), new SearchParts.Nobody(), NullLogger<StockHistory>.Instance);
}
