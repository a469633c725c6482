using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Operations;

public sealed class AuditorTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IOrderBook Book => shop.Services.GetRequiredService<IOrderBook>();

    [Fact]
    public async Task An_order_that_got_into_the_ledger_behind_redis_is_flagged_as_oversold()
    {
        var sale = await shop.SaleAsync();
        var order = await shop.Shopper().HoldAsync(sale);
        await shop.Admin.BalancedAsync(sale);

        var forged = (await Book.FindAsync([order], Cancel)).Single() with { Id = $"{sale}-forged", UserId = "nobody" };
        await Book.WriteAsync([forged], Cancel);

        var audit = await shop.Admin.AuditAsync(sale);
        Assert.False(audit.Truth("balanced"));
        Assert.Equal((1, 0), (audit.Number("oversold"), audit.Number("undersold")));
        Assert.NotEmpty(audit.Body.GetProperty("findings").EnumerateArray());
        var offender = Assert.Single(audit.Body.GetProperty("offenders").EnumerateArray());
        Assert.Equal($"{sale}-forged", offender.GetProperty("orderId").GetString());
        Assert.StartsWith("only in the ledger: held, 1 units", offender.GetProperty("what").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sale_that_never_holds_still_is_not_judged_and_shows_what_was_settled_last()
    {
        var sale = await shop.SaleAsync(quantity: 100, limit: 10);
        var busy = new BusyBook(Book);
        var auditor = new Auditor(shop.Services.GetRequiredService<StockAudit>(), busy, TimeProvider.System);
        var quiet = (await auditor.AuditAsync(sale, Cancel))!;
        Assert.True(quiet.Balanced);

        busy.Meanwhile = () => shop.Shopper().HoldAsync(sale);
        var report = (await auditor.AuditAsync(sale, Cancel))!;

        Assert.Equal((false, (bool?)null, 5), (report.Settled, report.Balanced, busy.Disturbed));
        Assert.Equal(quiet.LastSettled, report.LastSettled);
        busy.Meanwhile = null;
        await shop.Admin.BalancedAsync(sale);
    }

    [Fact]
    public async Task Who_is_in_no_hurry_has_it_rest_after_each_thousand_orders_so_many_times_as_long_as_they_took()
    {
        var sale = await shop.SaleAsync();
        var order = await shop.Shopper().HoldAsync(sale);
        await shop.Admin.BalancedAsync(sale);
        var held = (await Book.FindAsync([order], Cancel)).Single();
        await Book.WriteAsync([.. Enumerable.Range(0, 2_500).Select(n => held with { Id = OrderIds.Of(sale, held.UserId, $"{n}") })], Cancel);
        var clock = new RestingClock();
        var auditor = new Auditor(shop.Services.GetRequiredService<StockAudit>(), Book, clock);

        await auditor.AuditAsync(sale, looks: 1, rests: 4, Cancel);
        Assert.Equal([TimeSpan.FromMilliseconds(8), TimeSpan.FromMilliseconds(8)], clock.Rests);
        await auditor.AuditAsync(sale, looks: 1, rests: 0, Cancel);
        Assert.Equal(2, clock.Rests.Count);
    }

    /// <summary>Each look at it takes two milliseconds.</summary>
    private sealed class RestingClock : TimeProvider
    {
        private long _now;

        public List<TimeSpan> Rests { get; } = [];

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => _now += 2;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Rests.Add(dueTime);
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    /// <summary>The real book of a sale in which somebody buys whenever it is read.</summary>
    private sealed class BusyBook(IOrderBook book) : IOrderBook
    {
        public Func<Task>? Meanwhile { get; set; }

        public int Disturbed { get; private set; }

        public IAsyncEnumerable<OrderRecord> OfSaleAsync(string? saleId, CancellationToken cancel = default) => throw new NotSupportedException();

        public async IAsyncEnumerable<OrderStanding> StandingsAsync(string saleId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
        {
            await foreach (var order in book.StandingsAsync(saleId, cancel)) yield return order;
            if (Meanwhile is null) yield break;
            await Meanwhile();
            Disturbed++;
        }

        public Task WriteAsync(IReadOnlyCollection<OrderRecord> orders, Deadline until, CancellationToken cancel = default) => book.WriteAsync(orders, until, cancel);

        public Task<long> HighestVersionAsync(string saleId, CancellationToken cancel = default) => throw new NotSupportedException();

        public Task<IReadOnlyList<OrderRecord>> FindAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancel = default) => book.FindAsync(orderIds, cancel);

        public Task<DateTimeOffset?> RecordedAtAsync(string orderId, CancellationToken cancel = default) => book.RecordedAtAsync(orderId, cancel);

        public Task<IReadOnlyList<OrderRecord>> OfUserAsync(string userId, CancellationToken cancel = default) => book.OfUserAsync(userId, cancel);

        public Task<IReadOnlyList<OrderRecord>> SearchAsync(OrderFilter filter, OrderPlace? after, int limit, CancellationToken cancel = default) =>
            book.SearchAsync(filter, after, limit, cancel);
    }
}
