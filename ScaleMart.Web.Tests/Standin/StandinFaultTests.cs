using MongoDB.Bson;
using MongoDB.Driver;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>Each fault does what it says: seen through the real driver, which here does not retry unless told to.</summary>
public sealed class StandinFaultTests : IAsyncDisposable
{
    private readonly MongoStandin _standin = new();
    private readonly MongoClient _plain;
    private readonly MongoClient _retrying;

    public StandinFaultTests() => (_plain, _retrying) = (Through.Client(_standin, retries: false), Through.Client(_standin));

    private IMongoCollection<BsonDocument> Things => Of(_plain);

    [Fact]
    public async Task What_is_meant_for_one_command_is_not_used_up_by_a_look_after_the_stores_health()
    {
        _standin.AnswerError("insert", 121, "no");
        await _plain.GetDatabase("shop").GetCollection<BsonDocument>("pulse").InsertOneAsync(new BsonDocument("_id", "pulse"));
        await Assert.ThrowsAsync<MongoCommandException>(() => InsertAsync(1));
        await InsertAsync(2);
        Assert.Equal(2, _standin.Seen.Count(c => c == "insert"));
    }

    [Fact]
    public async Task Dropped_before_it_is_not_written_and_dropped_after_it_is()
    {
        _standin.DropBefore("insert");
        await Assert.ThrowsAnyAsync<MongoConnectionException>(() => InsertAsync(1));
        _standin.DropAfter("insert");
        await Assert.ThrowsAnyAsync<MongoConnectionException>(() => InsertAsync(2));
        await InsertAsync(3);
        Assert.Equal([2, 3], await IdsAsync());
    }

    [Fact]
    public async Task A_write_that_the_driver_repeats_is_one_write()
    {
        _standin.DropAfter("insert");
        // Written twice, this would be refused as a duplicate.
        await Of(_retrying).InsertOneAsync(new BsonDocument("_id", 1));
        Assert.Equal(2, _standin.Seen.Count(c => c == "insert"));
        Assert.Equal([1], await IdsAsync());
    }

    [Fact]
    public async Task What_is_stalled_is_neither_written_nor_answered_until_the_release()
    {
        _standin.Stall("insert");
        var insert = InsertAsync(1);
        await Wait.UntilAsync(() => Task.FromResult(_standin.Seen.Contains("insert")), seen => seen, "the insert has arrived");
        Assert.Empty(await IdsAsync());
        Assert.False(insert.IsCompleted);

        _standin.Release();

        await insert;
        Assert.Equal([1], await IdsAsync());
    }

    [Fact]
    public async Task A_primary_that_is_none_any_more_or_shuts_down_says_so_and_writes_nothing()
    {
        _standin.AnswerNotPrimary("insert");
        await Assert.ThrowsAsync<MongoNotPrimaryException>(() => InsertAsync(1));
        _standin.AnswerShuttingDown("insert");
        await Assert.ThrowsAsync<MongoNodeIsRecoveringException>(() => InsertAsync(2));
        Assert.Empty(await IdsAsync());

        _standin.AnswerNotPrimary("insert");
        await Of(_retrying).InsertOneAsync(new BsonDocument("_id", 3));
        Assert.Equal([3], await IdsAsync());
    }

    [Fact]
    public async Task Without_its_majority_a_write_is_done_and_not_acknowledged()
    {
        _standin.AnswerWriteConcernError("insert");
        var fault = await Assert.ThrowsAsync<MongoWriteException>(() => InsertAsync(1));
        Assert.Equal(64, fault.WriteConcernError.Code);
        Assert.Equal([1], await IdsAsync());
    }

    [Fact]
    public async Task A_duplicate_that_it_is_told_to_see_is_refused_and_not_written()
    {
        _standin.AnswerDuplicate("insert");
        var fault = await Assert.ThrowsAsync<MongoWriteException>(() => InsertAsync(1));
        Assert.Equal(ServerErrorCategory.DuplicateKey, fault.WriteError.Category);
        Assert.Empty(await IdsAsync());
    }

    [Fact]
    public async Task Cut_midway_the_first_half_is_written_and_the_second_is_not()
    {
        _standin.CutMidway("insert");
        await Assert.ThrowsAnyAsync<MongoException>(() => InsertManyAsync(4));
        Assert.Equal([0, 1], await IdsAsync());
    }

    [Fact]
    public async Task A_poisoned_document_is_refused_every_time_and_alone_until_it_is_mended()
    {
        _standin.Poison("color", "red");
        for (var time = 0; time < 2; time++)
        {
            var fault = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => Things.InsertManyAsync(
                [new BsonDocument { { "_id", 10 }, { "color", "red" } }, new BsonDocument { { "_id", time }, { "color", "blue" } }], new InsertManyOptions { IsOrdered = false }));
            Assert.Equal([(0, 121)], fault.WriteErrors.Select(e => (e.Index, e.Code)));
        }

        await Assert.ThrowsAsync<MongoWriteException>(() => Things.ReplaceOneAsync("{ _id: 1 }", BsonDocument.Parse("{ _id: 1, color: 'red' }")));
        _standin.Mend();
        await Things.ReplaceOneAsync("{ _id: 1 }", BsonDocument.Parse("{ _id: 1, color: 'red' }"));
        Assert.Equal([0, 1], await IdsAsync());
    }

    [Fact]
    public async Task Slow_it_takes_its_time_and_answers()
    {
        var delay = TimeSpan.FromMilliseconds(200);
        _standin.Slow("insert", delay, times: 1);
        var start = TimeProvider.System.GetTimestamp();
        await InsertAsync(1);
        // A timer may ring a tick of the system's clock too early.
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), delay * 0.9, TimeSpan.MaxValue);
    }

    public async ValueTask DisposeAsync()
    {
        _plain.Dispose();
        _retrying.Dispose();
        await _standin.DisposeAsync();
        Assert.Empty(_standin.Refused);
    }

    private static IMongoCollection<BsonDocument> Of(MongoClient client) => client.GetDatabase("tests").GetCollection<BsonDocument>("things");

    private Task InsertAsync(int id) => Things.InsertOneAsync(new BsonDocument("_id", id));

    private Task InsertManyAsync(int count) => Things.InsertManyAsync(Enumerable.Range(0, count).Select(n => new BsonDocument("_id", n)), new InsertManyOptions { IsOrdered = false });

    private async Task<IEnumerable<int>> IdsAsync() => (await Things.Find("{}").ToListAsync()).Select(d => d["_id"].AsInt32);
}
