using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Orders.Draining;
using Xunit;

namespace ScaleMart.Web.Tests.Orders;

/// <summary>A dead letter may be dropped where nothing is lost by that, and nowhere else.</summary>
public sealed class DeadLettersTests(BackRooms rooms)
{
    private DeadLetters Letters => rooms.Get<DeadLetters>();

    [Fact]
    public async Task One_that_the_ledger_has_in_that_version_may_go()
    {
        var (sale, order) = await DeadAsync();
        Assert.Equal(DeadLetterOutcome.NotInLedger, await Letters.DiscardAsync(order, "not needed", Staff.Boss));

        await rooms.Get<IOrderBook>().WriteAsync([(await rooms.Get<OrderReader>().FindAsync(order))!]);

        Assert.Equal(DeadLetterOutcome.Done, await Letters.DiscardAsync(order, "the ledger has it", Staff.Boss));
        Assert.Equal(DeadLetterOutcome.NotFound, await Letters.DiscardAsync(order, "again", Staff.Boss));
        Assert.DoesNotContain(await Letters.ListAsync(), l => l.SaleId == sale);
    }

    [Fact]
    public async Task A_cancelled_order_that_cannot_be_written_either_may_go_when_the_ledger_never_had_it()
    {
        var (sale, order) = await DeadAsync();
        await rooms.Get<OrderActs>().CancelAsync(sale, order, "it cannot be recorded");
        await rooms.DrainAsync(sale, Refusing());
        var letter = Assert.Single(await Letters.ListAsync(), l => l.SaleId == sale);
        Assert.Equal((OrderStatus.Cancelled, Drain.Attempts), (letter.Order!.Status, letter.Attempts));

        Assert.Equal(DeadLetterOutcome.Done, await Letters.DiscardAsync(order, "cancelled", Staff.Boss));
        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task A_refunded_one_may_go_and_a_sold_one_may_not()
    {
        var (sale, order) = await DeadAsync();
        var acts = rooms.Get<OrderActs>();
        await acts.ConfirmAsync((await acts.PayAsync(sale, order, TimeSpan.FromMinutes(1))).Order!);
        Assert.Equal(DeadLetterOutcome.NotInLedger, await Letters.DiscardAsync(order, "sold", Staff.Boss));

        await acts.BeginRefundAsync(sale, order, "it cannot be recorded", TimeSpan.FromMinutes(1));
        Assert.Equal(DeadLetterOutcome.NotInLedger, await Letters.DiscardAsync(order, "not refunded yet", Staff.Boss));
        await acts.RefundAsync(sale, order);

        Assert.Equal(DeadLetterOutcome.Done, await Letters.DiscardAsync(order, "refunded", Staff.Boss));
    }

    [Fact]
    public async Task A_cancelled_order_that_the_ledger_still_counts_may_not_go()
    {
        var sale = await rooms.SaleAsync();
        var order = (await rooms.HeldAsync(sale)).Id;
        await rooms.DrainAsync(sale);
        await rooms.Get<OrderActs>().CancelAsync(sale, order, "");
        await rooms.DrainAsync(sale, Refusing());

        Assert.Equal(DeadLetterOutcome.CountedInLedger, await Letters.DiscardAsync(order, "cancelled", Staff.Boss));

        // The ledger takes it at last.
        Assert.Equal(DeadLetterOutcome.Done, await Letters.RetryAsync(order, Staff.Boss));
        await rooms.DrainAsync(sale);
        Assert.Equal(OrderStatus.Cancelled, (await rooms.LedgerAsync(sale)).Single().Status);
        Assert.DoesNotContain(await Letters.ListAsync(), l => l.SaleId == sale);
    }

    [Fact]
    public async Task One_that_nobody_can_read_gives_its_units_back_and_goes_with_its_record()
    {
        var sale = await rooms.SaleAsync(limit: 1);
        var order = (await rooms.ReserveAsync(sale, "ann", key: "k")).Order!.Id;
        await SpoilAsync(sale, order);
        await rooms.DrainAsync(sale);
        var letter = Assert.Single(await Letters.ListAsync(), l => l.SaleId == sale);
        Assert.Equal((null, null, "1\theld\tnonsense"), (letter.Version, letter.Order, letter.Unreadable));
        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));

        Assert.Equal(DeadLetterOutcome.Done, await Letters.DiscardAsync(order, "nobody can read it", Staff.Boss));

        Assert.Equal((10, 10, 0, 0), await rooms.CountsAsync(sale));
        Assert.Null(await rooms.Get<OrderReader>().FindAsync(order));
        // The shopper may try again, with the same key.
        Assert.NotNull((await rooms.ReserveAsync(sale, "ann", key: "k")).Order);
    }

    [Fact]
    public async Task One_that_nobody_can_read_comes_back_as_the_ledger_has_it()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale);
        await rooms.DrainAsync(sale);
        await rooms.Redis.ListRightPushAsync(new SaleKeys(sale).Queue, order.Id);
        await SpoilAsync(sale, order.Id);
        await rooms.DrainAsync(sale);

        Assert.Equal(DeadLetterOutcome.Done, await Letters.DiscardAsync(order.Id, "the ledger has it", Staff.Boss));

        Assert.Equal(order.Version, (await rooms.Get<OrderReader>().FindAsync(order.Id))!.Version);
        Assert.Equal((10, 9, 1, 0), await rooms.CountsAsync(sale));
    }

    [Fact]
    public async Task A_sales_terms_may_go_when_the_ledger_has_them()
    {
        var sale = await rooms.SaleAsync();
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Dead, "@terms", "5\t1790000000000\tfor a test");
        Assert.Equal(DeadLetterOutcome.NotInLedger, await Letters.DiscardAsync($"{sale}-terms", "not needed", Staff.Boss));
        await rooms.DrainAsync(sale);
        Assert.Equal(DeadLetterOutcome.Done, await Letters.DiscardAsync($"{sale}-terms", "the ledger has them", Staff.Boss));
    }

    private Drain Refusing() => DrainParts.Of(rooms, new TroubledBook(rooms.Get<IOrderBook>(), (_, _) => throw new DocumentRefusedException("no"))).Drain;

    private async Task<(string Sale, string Order)> DeadAsync()
    {
        var sale = await rooms.SaleAsync();
        var order = await rooms.HeldAsync(sale);
        await rooms.DrainAsync(sale, Refusing());
        Assert.Equal([order.Id], (await Letters.ListAsync()).Where(l => l.SaleId == sale).Select(l => l.Id));
        return (sale, order.Id);
    }

    private Task<bool> SpoilAsync(string sale, string order) => rooms.Redis.HashSetAsync(new SaleKeys(sale).Orders, order, "1\theld\tnonsense");
}
