using MongoDB.Bson;
using MongoDB.Driver;

namespace ScaleMart.Web.Storage.Mongo;

/// <summary>
/// One collection's records: the few acts that the books need, each a plain command on single documents. With <paramref name="onlyItsFields"/> the
/// server sends of larger documents only what the record has.
/// </summary>
public sealed class MongoRecords<T>(MongoDoor door, string collection, bool onlyItsFields = false) where T : class
{
    private readonly ProjectionDefinition<BsonDocument, BsonDocument>? _fields = onlyItsFields ? Fields() : null;

    /// <summary>False, and nothing written, when its id is taken or what a unique index keeps single.</summary>
    public Task<bool> InsertAsync(string id, T record, CancellationToken cancel) => RunAsync(async c =>
    {
        try
        {
            await c.InsertOneAsync(MongoDocuments.Write(id, record), cancellationToken: cancel);
            return true;
        }
        catch (MongoWriteException fault) when (MongoFaults.IsDuplicate(fault))
        {
            return false;
        }
    }, cancel);

    public async Task<T?> FindAsync(FilterDefinition<BsonDocument> which, CancellationToken cancel) =>
        (await ListAsync(which, null, 1, cancel)).SingleOrDefault();

    /// <param name="order">Fields in their order, a minus before those that go down.</param>
    public async Task<IReadOnlyList<T>> ListAsync(FilterDefinition<BsonDocument> which, string[]? order, int? limit, CancellationToken cancel)
    {
        var sort = order?.Select(f => f.StartsWith('-') ? Builders<BsonDocument>.Sort.Descending(f[1..]) : Builders<BsonDocument>.Sort.Ascending(f));
        var options = new FindOptions<BsonDocument> { BatchSize = limit, Limit = limit, Sort = sort is null ? null : Builders<BsonDocument>.Sort.Combine(sort), Projection = _fields };
        var found = await RunAsync(async c =>
        {
            using var cursor = await c.FindAsync(which, options, cancel);
            return await cursor.ToListAsync(cancel);
        }, cancel);
        return found.ConvertAll(MongoDocuments.Read<T>);
    }

    /// <summary>Puts the record in the place of the one that is meant; false when there is none.</summary>
    public Task<bool> ReplaceAsync(FilterDefinition<BsonDocument> which, string id, T record, CancellationToken cancel) =>
        RunAsync(async c => (await c.ReplaceOneAsync(which, MongoDocuments.Write(id, record), cancellationToken: cancel)).MatchedCount == 1, cancel);

    /// <summary>Changes one; false when there is none.</summary>
    public Task<bool> ChangeAsync(FilterDefinition<BsonDocument> which, UpdateDefinition<BsonDocument> change, CancellationToken cancel) =>
        RunAsync(async c => (await c.UpdateOneAsync(which, change, cancellationToken: cancel)).MatchedCount == 1, cancel);

    public Task<long> DeleteAsync(FilterDefinition<BsonDocument> which, CancellationToken cancel) =>
        RunAsync(async c => (await c.DeleteManyAsync(which, cancel)).DeletedCount, cancel);

    // The schema too, by which a reader knows whether it may read.
    private static ProjectionDefinition<BsonDocument, BsonDocument> Fields() =>
        Builders<BsonDocument>.Projection.Combine(Documents.FieldsOf(typeof(T)).Select(f => f.Name).Append("schema").Select(name => Builders<BsonDocument>.Projection.Include(name)));

    public Task<TResult> RunAsync<TResult>(Func<IMongoCollection<BsonDocument>, Task<TResult>> act, CancellationToken cancel) => door.RunAsync(collection, act, cancel);
}

/// <summary>The words in which records are asked for and changed.</summary>
public static class MongoRecords
{
    public static FilterDefinitionBuilder<BsonDocument> Where => Builders<BsonDocument>.Filter;

    public static UpdateDefinitionBuilder<BsonDocument> Change => Builders<BsonDocument>.Update;
}
