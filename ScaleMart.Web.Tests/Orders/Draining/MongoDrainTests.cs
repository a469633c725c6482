using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Standin;
using Xunit;

namespace ScaleMart.Web.Tests.Orders.Draining;

/// <summary>The drain into a MongoDB that refuses a part of a batch: what is refused becomes a dead letter, and of all others the newest version stays.</summary>
public sealed class MongoDrainTests(BackRooms rooms) : IAsyncDisposable
{
    // What failed in one round stays out of the next.
    private static readonly StockOptions Hourly = new() { LeaseSeconds = 5, RetryMilliseconds = 3_600_000 };
    private readonly BookStore _books = new(BookStore.StandIn);

    private MongoStandin Mongo => _books.Mongo!;

    private IOrderBook Book => _books.Book<IOrderBook>();

    [Fact]
    public async Task Beside_a_poisoned_document_new_older_and_newer_ones_all_end_in_their_newest_version()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.DrainAsync(sale);
        var orders = new List<OrderRecord>();
        for (var n = 0; n < 5; n++) orders.Add(await rooms.HeldAsync(sale, $"shopper {n}"));
        // The second is there in an older version, the third in a newer one, the fourth in its own, and the fifth cannot be written.
        await Book.WriteAsync([orders[1] with { Version = orders[1].Version - 1, Reason = "older" }, orders[2] with { Version = orders[2].Version + 1, Reason = "newer" }, orders[3]]);
        Mongo.Poison("_id", orders[4].Id);

        await rooms.DrainAsync(sale, DrainParts.Of(rooms, Book).Drain);

        var ledger = (await Book.FindAsync([.. orders.Select(o => o.Id)])).OrderBy(o => o.AcceptedAt).ThenBy(o => o.UserId).Select(o => (o.Id, o.Version, o.Reason));
        Assert.Equal([(orders[0].Id, orders[0].Version, ""), (orders[1].Id, orders[1].Version, ""), (orders[2].Id, orders[2].Version + 1, "newer"), (orders[3].Id, orders[3].Version, "")], ledger);
        var letter = Assert.Single(await rooms.Get<DeadLetters>().ListAsync(), l => l.SaleId == sale);
        Assert.Equal((orders[4].Id, Drain.Attempts), (letter.Id, letter.Attempts));
        Assert.Contains("document failed validation", letter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Written_one_by_one_a_newer_version_whose_upsert_lost_a_race_is_not_lost()
    {
        var sale = await rooms.SaleAsync(quantity: 10);
        await rooms.DrainAsync(sale);
        var (order, bad) = (await rooms.HeldAsync(sale, "ann"), await rooms.HeldAsync(sale, "bob"));
        Mongo.Poison("_id", bad.Id);
        await DrainParts.Of(rooms, Book, options: Hourly).Drain.RunAsync(sale, CancellationToken.None);
        Assert.Equal(order.Version, (await Book.FindAsync([order.Id])).Single().Version);

        var newer = (await rooms.Get<OrderActs>().CancelAsync(sale, order.Id, "")).Order!;
        await rooms.Get<OrderActs>().CancelAsync(sale, bad.Id, "");
        // Its batch changes nothing, and its own upsert is told that another's insert came first.
        var raced = new TroubledBook(Book, (orders, _) =>
        {
            if (orders.Count > 1) throw new DocumentRefusedException("one of them cannot be written");
            if (orders.Single().Id == order.Id) Mongo.AnswerDuplicate("update");
            return Task.CompletedTask;
        });
        await DrainParts.Of(rooms, raced, options: Hourly).Drain.RunAsync(sale, CancellationToken.None);

        Assert.Equal([2, 1, 1], raced.Asked);
        Assert.Equal(newer.Version, (await Book.FindAsync([order.Id])).Single().Version);
    }

    [Fact]
    public async Task The_second_phase_of_a_batch_does_not_begin_when_its_lease_is_over()
    {
        var order = Stock.RecordLineTests.Order(version: 1);
        await Book.WriteAsync([order]);
        var before = Updates();
        var until = new Deadline(new ArrivalClock(() => Updates() > before), TimeSpan.FromSeconds(4));
        // The upsert is told that there is one already, as when another's came in between; by then the lease is over.
        Mongo.AnswerDuplicate("update");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Book.WriteAsync([order with { Version = 2 }], until));

        Assert.Equal(before + 1, Updates());
        Assert.Equal(1, (await Book.FindAsync([order.Id])).Single().Version);
    }

    public ValueTask DisposeAsync() => _books.DisposeAsync();

    private int Updates() => Mongo.Seen.Count(c => c == "update");

    /// <summary>Stands still until something has arrived, and is an hour later then.</summary>
    private sealed class ArrivalClock(Func<bool> arrived) : TimeProvider
    {
        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => arrived() ? 3_600 : 0;
    }
}
