using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Draining;

public sealed class DrainTests(BackRooms rooms)
{
    [Fact]
    public async Task Every_order_reaches_the_ledger_once_in_its_newest_version()
    {
        var sale = await rooms.SaleAsync();
        var kept = await rooms.HeldAsync(sale, "ann");
        var given = await rooms.HeldAsync(sale, "bob");
        await rooms.Get<OrderActs>().CancelAsync(sale, given.Id, "");

        await rooms.DrainAsync(sale);

        var ledger = await rooms.LedgerAsync(sale);
        Assert.Equal([OrderStatus.Held, OrderStatus.Cancelled], [ledger.Single(o => o.Id == kept.Id).Status, ledger.Single(o => o.Id == given.Id).Status]);
        Assert.Equal(2, ledger.Count);
        Assert.Null(await rooms.Get<OrderQueue>().ClaimAsync(sale, "tests"));
    }

    [Fact]
    public async Task A_claim_whose_worker_died_is_handed_out_again_when_its_lease_is_over()
    {
        var sale = await rooms.SaleAsync();
        await rooms.DrainAsync(sale);
        var order = await rooms.HeldAsync(sale);
        var queue = rooms.Get<OrderQueue>();
        var lost = await queue.ClaimAsync(sale, "a worker that dies");
        Assert.Equal([order.Id], lost!.Orders.Select(o => o.Id));
        Assert.Null(await queue.ClaimAsync(sale, "too early"));

        var taken = await Wait.UntilAsync(() => queue.ClaimAsync(sale, "another"), c => c is not null, "the lease is over");

        Assert.Equal([order.Id], taken!.Orders.Select(o => o.Id));
        // The dead worker's acknowledgement comes too late: it neither drops nor queues what another has in hand.
        await queue.AcknowledgeAsync(lost, 5, new Dictionary<string, string> { [order.Id] = "too late" });
        Assert.Equal([sale], await queue.WaitingAsync([sale]));
        await queue.AcknowledgeAsync(taken, 5, new Dictionary<string, string>());
        Assert.Empty(await queue.WaitingAsync([sale]));
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_becomes_a_dead_letter_with_its_reason_and_keeps_nobody_else_out()
    {
        var sale = await rooms.SaleAsync();
        var bad = await rooms.HeldAsync(sale, "ann");
        var good = await rooms.HeldAsync(sale, "bob");
        var line = await rooms.Redis.HashGetAsync(new SaleKeys(sale).Orders, bad.Id);
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Orders, bad.Id, "1\theld\tnonsense");

        await rooms.DrainAsync(sale);

        Assert.Equal([good.Id], (await rooms.LedgerAsync(sale)).Select(o => o.Id));
        var letter = Assert.Single(await rooms.Get<DeadLetters>().ListAsync(), l => l.SaleId == sale);
        Assert.Equal((bad.Id, Drain.Attempts), (letter.Id, letter.Attempts));
        Assert.Contains("columns", letter.Reason, StringComparison.Ordinal);

        // Mended, it is sent again and arrives.
        await rooms.Redis.HashSetAsync(new SaleKeys(sale).Orders, bad.Id, line);
        Assert.Equal(DeadLetterOutcome.Done, await rooms.Get<DeadLetters>().RetryAsync(bad.Id, Staff.Boss));
        await rooms.DrainAsync(sale);
        Assert.Equal(2, (await rooms.LedgerAsync(sale)).Count);
        Assert.DoesNotContain(await rooms.Get<DeadLetters>().ListAsync(), l => l.SaleId == sale);
    }

    [Fact]
    public async Task Terms_are_drained_like_an_order()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.Get<SaleDesk>().RestockAsync(sale, -3, "broken in transit", null, Staff.Boss);
        await rooms.Get<SaleDesk>().PauseAsync(sale, Staff.Boss);

        await rooms.DrainAsync(sale);

        var terms = await rooms.Get<ITermsBook>().FindAsync(sale);
        Assert.Equal((7, "paused"), (terms!.Total, terms.Switch));
        Assert.Equal(("boss", "broken in transit", -3), (terms.Restocks[0].Who, terms.Restocks[0].Reason, terms.Restocks[0].Units));
    }
}
