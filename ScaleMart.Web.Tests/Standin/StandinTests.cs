using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>The stand-in seen through the real driver: it keeps what a MongoDB keeps, and refuses what it does not know.</summary>
public sealed class StandinTests : IAsyncDisposable
{
    private readonly MongoStandin _standin = new();
    private readonly MongoClient _client;

    public StandinTests() => _client = Through.Client(_standin);

    private IMongoCollection<BsonDocument> Things => _client.GetDatabase("tests").GetCollection<BsonDocument>("things");

    [Fact]
    public async Task Documents_are_found_by_comparison_sorted_and_in_batches()
    {
        await Things.InsertManyAsync(Enumerable.Range(0, 300).Select(n => new BsonDocument { { "_id", $"{n:000}" }, { "n", n % 2 == 0 ? n : (BsonValue)new BsonInt64(n) }, { "odd", n % 2 == 1 } }));

        var found = await Things.Find("{ n: { $gte: 10, $lt: 290 }, $or: [{ odd: true }, { _id: { $in: ['010', '288'] } }] }").Sort("{ odd: 1, n: -1 }").ToListAsync();

        Assert.Equal(["288", "010", "289", "287"], found.Take(4).Select(d => d["_id"].AsString));
        Assert.Equal(142, found.Count);
        Assert.Contains("getMore", _standin.Seen);
    }

    [Fact]
    public async Task Texts_are_found_by_a_pattern_and_nothing_but_texts_is()
    {
        await Things.InsertManyAsync([BsonDocument.Parse("{ _id: 1, a: 'Lamp (red)' }"), BsonDocument.Parse("{ _id: 2, a: 'lamp' }"), BsonDocument.Parse("{ _id: 3, a: 7 }"), BsonDocument.Parse("{ _id: 4 }")]);
        async Task<IEnumerable<int>> Found(string pattern) => (await Things.Find(pattern).ToListAsync()).Select(d => d["_id"].AsInt32);
        Assert.Equal([1], await Found(@"{ a: /\(red/ }"));
        Assert.Equal([2], await Found("{ a: /^lamp/ }"));
        Assert.Equal([1, 2], await Found("{ a: /^lamp/i }"));
    }

    [Fact]
    public async Task A_unique_index_keeps_values_single_for_inserts_updates_and_upserts()
    {
        await Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ 'a.b': 1 }", new CreateIndexOptions { Unique = true }));
        await Things.InsertManyAsync([BsonDocument.Parse("{ _id: 1, a: { b: 'x' } }"), BsonDocument.Parse("{ _id: 2, a: { b: 'y' } }")]);

        Assert.Equal(ServerErrorCategory.DuplicateKey, (await Refused(() => Things.InsertOneAsync(BsonDocument.Parse("{ _id: 3, a: { b: 'x' } }")))).Category);
        Assert.Equal(ServerErrorCategory.DuplicateKey, (await Refused(() => Things.InsertOneAsync(BsonDocument.Parse("{ _id: 1, a: { b: 'z' } }")))).Category);
        Assert.Equal(ServerErrorCategory.DuplicateKey, (await Refused(() => Things.ReplaceOneAsync("{ _id: 2 }", BsonDocument.Parse("{ a: { b: 'x' } }")))).Category);
        Assert.Equal(ServerErrorCategory.DuplicateKey, (await Refused(() => Things.ReplaceOneAsync("{ _id: 4 }", BsonDocument.Parse("{ a: { b: 'x' } }"), new ReplaceOptions { IsUpsert = true }))).Category);
        Assert.Equal(2, (await Things.Find("{}").ToListAsync()).Count);
    }

    [Fact]
    public async Task An_index_is_made_twice_without_harm_and_not_with_other_options()
    {
        await Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ a: 1 }"));
        await Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ a: 1 }"));
        await Assert.ThrowsAsync<MongoCommandException>(() => Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{ a: 1 }", new CreateIndexOptions { Unique = true })));
    }

    [Fact]
    public async Task In_an_unordered_command_a_refused_document_keeps_nobody_else_out()
    {
        await Things.InsertOneAsync(new BsonDocument("_id", 2));
        var fault = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() =>
            Things.InsertManyAsync(Enumerable.Range(1, 3).Select(n => new BsonDocument("_id", n)), new InsertManyOptions { IsOrdered = false }));
        Assert.Equal([1], fault.WriteErrors.Select(e => e.Index));
        Assert.Equal(3, (await Things.Find("{}").ToListAsync()).Count);
    }

    [Fact]
    public async Task Texts_are_found_by_a_pattern_and_what_is_no_text_never()
    {
        await Things.InsertManyAsync([BsonDocument.Parse("{ _id: 1, a: { b: 'Élodie (x)' } }"), BsonDocument.Parse("{ _id: 2, a: { b: 'bob' } }"), BsonDocument.Parse("{ _id: 3, a: { b: 7 } }")]);

        Assert.Equal([1], (await Things.Find(Builders<BsonDocument>.Filter.Regex("a.b", new BsonRegularExpression("élodie \\(X", "i"))).ToListAsync()).Select(d => d["_id"].AsInt32));
        Assert.Empty(await Things.Find(Builders<BsonDocument>.Filter.Regex("a.b", new BsonRegularExpression("élodie", ""))).ToListAsync());
        Assert.Equal([2], (await Things.Find(Builders<BsonDocument>.Filter.Regex("a.b", new BsonRegularExpression("^b", ""))).ToListAsync()).Select(d => d["_id"].AsInt32));
        Assert.Empty(await Things.Find(Builders<BsonDocument>.Filter.Regex("a.b", new BsonRegularExpression("7", ""))).ToListAsync());
    }

    [Fact]
    public async Task A_field_inside_a_document_is_set_and_inside_anything_else_it_is_not()
    {
        await Things.InsertOneAsync(BsonDocument.Parse("{ _id: 1, a: { b: 'x', c: 1 }, n: null }"));

        await Things.UpdateOneAsync("{ _id: 1 }", "{ $set: { 'a.b': 'y', 'd.e': 2 } }");

        Assert.Equal(BsonDocument.Parse("{ _id: 1, a: { b: 'y', c: 1 }, n: null, d: { e: 2 } }"), await Things.Find("{}").SingleAsync());
        Assert.Equal(28, (await Refused(() => Things.UpdateOneAsync("{ _id: 1 }", "{ $set: { 'n.b': 1 } }"))).Code);
    }

    [Fact]
    public async Task What_it_does_not_know_it_refuses_and_puts_on_record()
    {
        await Things.InsertOneAsync(new BsonDocument("_id", 1));
        Assert.Empty(_standin.Refused);

        await Assert.ThrowsAsync<MongoCommandException>(() => Things.Find("{ a: { $exists: true } }").ToListAsync());
        await Assert.ThrowsAsync<MongoCommandException>(() => Things.UpdateOneAsync("{ _id: 1 }", "{ $inc: { n: 1 } }"));
        await Assert.ThrowsAsync<MongoCommandException>(() => Things.Find("{}", new FindOptions { Comment = "x" }).ToListAsync());
        var unknown = await Assert.ThrowsAsync<MongoCommandException>(() => Things.Aggregate().Match("{}").ToListAsync());

        Assert.Equal(59, unknown.Code);
        Assert.Equal(["$exists", "$inc", "comment", "aggregate"], _standin.Refused.Select(r => r.Split('\'')[1]));
    }

    [Fact]
    public async Task It_insists_on_majorities()
    {
        await Assert.ThrowsAsync<MongoCommandException>(() => Things.WithWriteConcern(WriteConcern.W1).InsertOneAsync([]));
        await Assert.ThrowsAsync<MongoCommandException>(() => Things.WithReadConcern(ReadConcern.Local).Find("{}").ToListAsync());
        Assert.Equal(2, _standin.Refused.Count);
    }

    [Fact]
    public async Task Stopped_and_started_it_has_its_port_and_its_data()
    {
        var port = _standin.Port;
        await Things.InsertOneAsync(new BsonDocument("_id", 1));

        await _standin.StopAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => Things.Find("{}").ToListAsync());
        _standin.Start();

        Assert.Equal(port, _standin.Port);
        Assert.Single(await Things.Find("{}").ToListAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _standin.DisposeAsync();
    }

    private static async Task<WriteError> Refused(Func<Task> write) => (await Assert.ThrowsAsync<MongoWriteException>(write)).WriteError;
}
