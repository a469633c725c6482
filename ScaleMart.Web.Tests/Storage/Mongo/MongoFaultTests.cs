using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Standin;
using ScaleMart.Web.Tests.Stock;
using Xunit;

namespace ScaleMart.Web.Tests.Storage.Mongo;

/// <summary>What may succeed later is told apart from what never will: the drain keeps the one in its queue and puts the other among the dead letters.</summary>
public sealed class MongoFaultTests : IAsyncDisposable
{
    private readonly BookStore _books = new(BookStore.StandIn, timeoutMilliseconds: 1_000);

    private MongoStandin Mongo => _books.Mongo!;

    private IOrderBook Book => _books.Book<IOrderBook>();

    [Fact]
    public async Task A_server_that_is_gone_may_come_back_with_all_that_it_had()
    {
        await Book.WriteAsync([Order("1")]);
        await Mongo.StopAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Book.WriteAsync([Order("2")]));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Book.FindAsync(["sale-1"]));
        Assert.InRange(fault.Message.Length, 40, 200);

        Mongo.Start();
        await Wait.UntilAsync(WritesAsync, written => written, "the door has found its way back");
        Assert.Equal(["sale-1", "sale-2"], await IdsAsync());

        async Task<bool> WritesAsync()
        {
            try
            {
                await Book.WriteAsync([Order("2")]);
                return true;
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task An_answer_that_is_lost_once_is_asked_for_again_and_the_write_is_one_write()
    {
        Mongo.DropAfter("update");
        await Book.WriteAsync([Order("1")]);
        Mongo.DropBefore("update");
        await Book.WriteAsync([Order("2")]);
        Mongo.AnswerNotPrimary("update");
        await Book.WriteAsync([Order("3")]);

        Assert.Equal(["sale-1", "sale-2", "sale-3"], await IdsAsync());
        // Each was sent twice and no more: had the first been executed twice, its second would have been a duplicate, and looked after.
        Assert.Equal(6, Mongo.Seen.Count(c => c == "update"));
    }

    [Theory]
    [InlineData("dropped")]
    [InlineData("not primary")]
    [InlineData("shutting down")]
    [InlineData("no majority")]
    [InlineData("out of time")]
    [InlineData("no right")]
    [InlineData("a document's error that is the server's")]
    public async Task What_may_succeed_later_is_unavailable_and_succeeds_later(string what)
    {
        await Book.WriteAsync([Order("1", version: 1)]);
        switch (what)
        {
            case "dropped": Mongo.DropAfter("update", times: 2); break;
            case "not primary": Mongo.AnswerNotPrimary("update", times: 2); break;
            case "shutting down": Mongo.AnswerShuttingDown("update", times: 2); break;
            case "no majority": Mongo.AnswerWriteConcernError("update"); break;
            case "out of time": Mongo.AnswerError("update", 50, "operation exceeded time limit"); break;
            case "no right": Mongo.AnswerError("update", 13, "not authorized"); break;
            default: Mongo.AnswerWriteError("update", 14031, "out of disk space"); break;
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Book.WriteAsync([Order("1", version: 2), Order("2")]));

        Mongo.Release();
        await Book.WriteAsync([Order("1", version: 2), Order("2")]);
        Assert.Equal([2L, 7L], (await Book.FindAsync(["sale-1", "sale-2"])).Select(o => o.Version));
    }

    [Fact]
    public async Task A_stalled_server_is_unavailable_and_what_it_does_at_last_overwrites_nothing_newer()
    {
        await Book.WriteAsync([Order("1", version: 1)]);
        Mongo.Stall("update");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Book.WriteAsync([Order("1", version: 2)]));
        var held = Mongo.Seen.Count(c => c == "update") - 1;

        Mongo.Release();

        await Book.WriteAsync([Order("1", version: 3)]);
        Assert.True(held > 0);
        Assert.Equal(3, (await Book.FindAsync(["sale-1"])).Single().Version);
    }

    [Theory]
    [InlineData(121, "document failed validation")]
    [InlineData(10334, "object too large")]
    public async Task What_the_document_makes_impossible_is_refused_for_good_and_its_neighbours_are_written_alone(int code, string words)
    {
        Mongo.AnswerWriteError("update", code, words);
        var fault = await Assert.ThrowsAsync<DocumentRefusedException>(() => Book.WriteAsync([Order("1"), Order("2")]));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        await Book.WriteAsync([Order("2")]);
        Assert.Equal(["sale-2"], await IdsAsync());
    }

    [Fact]
    public async Task A_document_of_more_than_sixteen_megabytes_is_no_reason_to_try_later()
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => Book.WriteAsync([Order("1") with { Reason = new string('x', 17_000_000) }, Order("2")]));
        Assert.IsNotType<StoreUnavailableException>(fault);
        await Book.WriteAsync([Order("2")]);
        Assert.Equal(["sale-2"], await IdsAsync());
    }

    [Fact]
    public async Task A_newer_version_whose_upsert_lost_a_race_is_written_all_the_same()
    {
        await Book.WriteAsync([Order("1", version: 1)]);
        // What a server says when another's upsert of the same id came in between.
        Mongo.AnswerDuplicate("update");
        await Book.WriteAsync([Order("1", version: 2)]);
        Assert.Equal(2, (await Book.FindAsync(["sale-1"])).Single().Version);
    }

    [Fact]
    public async Task A_duplicate_on_another_index_is_not_taken_for_a_newer_version()
    {
        // Refused as an upsert, refused as a plain update, and not there: no newer version explains it.
        Mongo.AnswerDuplicate("update", times: 2);
        await Assert.ThrowsAsync<DocumentRefusedException>(() => Book.WriteAsync([Order("1")]));

        // Refused as an upsert only, and the plain update finds nothing to change: the same.
        Mongo.AnswerDuplicate("update");
        await Assert.ThrowsAsync<DocumentRefusedException>(() => Book.WriteAsync([Order("1")]));
        Assert.Empty(await IdsAsync());
    }

    public ValueTask DisposeAsync() => _books.DisposeAsync();

    private static OrderRecord Order(string id, long version = 7) => RecordLineTests.Order($"sale-{id}", version: version);

    private async Task<IEnumerable<string>> IdsAsync()
    {
        var ids = new List<string>();
        await foreach (var order in Book.OfSaleAsync("sale")) ids.Add(order.Id);
        return ids.Order(StringComparer.Ordinal);
    }
}
