using System.Globalization;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Operations;

public sealed class AuditOffendersTests
{
    private static readonly OrderRecord A = Order("a", "ann", OrderStatus.Held, 11), B = Order("b", "bob", OrderStatus.Confirmed, 12), C = Order("c", "cid", OrderStatus.Cancelled, 13);

    [Fact]
    public void Where_the_stores_agree_there_is_none() => Assert.Empty(Named(records: [A, B, C], recorded: [A, B], pending: [C]).Offenders);

    [Fact]
    public void An_order_that_only_redis_has_is_named() =>
        Assert.Equal([new AuditOffender("b", "only in Redis: confirmed, 2 units, version 12, of bob")], Named([A, B], [A]).Offenders);

    [Fact]
    public void An_order_that_only_the_ledger_has_is_named() =>
        Assert.Equal([new AuditOffender("b", "only in the ledger: confirmed, 2 units, version 12, of bob")], Named([A], [A, B]).Offenders);

    [Fact]
    public void Another_status_another_quantity_and_another_version_are_named() =>
        Assert.Equal(
            [
                new AuditOffender("a", "Redis has cancelled, 2 units, version 20, of ann; the ledger held, 2 units, version 11, of ann"),
                new AuditOffender("b", "Redis has confirmed, 3 units, version 12, of bob; the ledger confirmed, 2 units, version 12, of bob"),
                new AuditOffender("c", "Redis has cancelled, 2 units, version 13, of cid; the ledger cancelled, 2 units, version 14, of cid"),
            ],
            Named([A with { Status = OrderStatus.Cancelled, Version = 20 }, B with { Quantity = 3 }, C], [A, B, C with { Version = 14 }]).Offenders);

    [Fact]
    public void A_record_that_cannot_be_read_is_named_with_what_the_ledger_has() =>
        Assert.Equal(
            [
                new AuditOffender("a", "its record in Redis cannot be read; the ledger has held, 2 units, version 11, of ann"),
                new AuditOffender("x", "its record in Redis cannot be read, and the ledger has none"),
            ],
            Named([], [A], unreadable: ["a", "x"]).Offenders);

    [Fact]
    public void An_order_that_is_in_the_ledger_twice_is_named() => Assert.Equal([new AuditOffender("b", "in the ledger twice")], Named([A, B], [A, B, B]).Offenders);

    [Fact]
    public void Every_live_order_of_a_user_above_the_limit_is_named()
    {
        var second = Order("d", "ann", OrderStatus.Confirmed, 14);
        var given = Order("e", "ann", OrderStatus.Expired, 15);
        Assert.Equal([new AuditOffender("a", "its user has 4 units, the limit is 3"), new AuditOffender("d", "its user has 4 units, the limit is 3")],
            Named([A, second, given], [A, second, given]).Offenders);
    }

    [Fact]
    public void Fifty_are_named_those_with_units_first_and_the_others_counted()
    {
        var many = Enumerable.Range(0, 60).Select(n => Order(n.ToString("00", CultureInfo.InvariantCulture), $"u{n}", n < 20 ? OrderStatus.Cancelled : OrderStatus.Held, 20 + n)).ToArray();
        var report = Named(many, []);
        Assert.Equal((50, 10), (report.Offenders.Count, report.MoreOffenders));
        Assert.Equal(Enumerable.Range(20, 40).Concat(Enumerable.Range(0, 10)).Select(n => n.ToString("00", CultureInfo.InvariantCulture)), report.Offenders.Select(o => o.OrderId));
    }

    private static AuditReport Named(OrderRecord[] records, OrderRecord[] recorded, OrderRecord[]? pending = null, string[]? unreadable = null)
    {
        var redis = new StockAuditReading
        {
            Sequence = 16,
            Total = 10,
            Available = 0,
            Held = 0,
            Sold = 0,
            PerCustomerLimit = 3,
            Queued = 0,
            InFlight = 0,
            DeadLetters = 0,
            Pending = pending ?? [],
            UnitsByUser = new Dictionary<string, int>(),
        };
        var ledger = new LedgerReading();
        foreach (var order in recorded) ledger.Add(OrderStanding.Of(order));
        var known = records.ToDictionary(o => o.Id, OrderRecord? (o) => o);
        foreach (var id in unreadable ?? []) known[id] = null;
        return AuditOffenders.Name(AuditArithmetic.Settled("sale", redis, ledger, DateTimeOffset.UnixEpoch), redis, ledger, known);
    }

    private static OrderRecord Order(string id, string user, OrderStatus status, long version) => RecordLineTests.Order(id, user, 2, status, version);
}
