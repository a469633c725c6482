using MongoDB.Bson;
using MongoDB.Driver;

namespace ScaleMart.Web.Storage.Mongo;

/// <summary>
/// Records of which the newest version stays, whoever writes when. Each is upserted where an older one or none is; where that is
/// refused as a duplicate <c>_id</c>, one is there, and the write is repeated as a plain update of an older one: two upserts that race
/// could otherwise lose the newer. Matching nothing then means that the same or a newer one is there, which is looked at.
/// </summary>
public sealed class MongoVersions<T>(MongoDoor door, string collection, Func<T, string> idOf, Func<T, long> versionOf) where T : class
{
    // Beside the record, and no part of it.
    private const string Written = "recordedAt";

    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };
    private readonly MongoRecords<T> _records = new(door, collection);

    /// <summary>When it throws, some may have been written; writing them again changes nothing. Neither write begins when <paramref name="until"/> is over.</summary>
    /// <exception cref="DocumentRefusedException">At least one of them can never be written; the others may have been.</exception>
    public Task WriteAsync(IReadOnlyCollection<T> records, Deadline until, CancellationToken cancel) => records.Count == 0 ? Task.CompletedTask : _records.RunAsync(async c =>
    {
        var (there, words) = await WriteAsync(c, [.. records], isUpsert: true, until, cancel);
        // Crash point: what is there may still be older; whoever writes again comes by here.
        if (there.Count == 0 || (await WriteAsync(c, there, isUpsert: false, until, cancel)).Duplicates.Count == 0 & await AreThereAsync(c, there, cancel)) return true;
        throw new DocumentRefusedException($"The document store took neither a new document nor a change of the one that is there; a unique index is in the way: {words}");
    }, cancel);

    /// <summary>When the version that is there was written, by the writer's clock; null when there is none, or nobody kept when.</summary>
    public Task<DateTimeOffset?> WrittenAtAsync(string id, CancellationToken cancel) => _records.RunAsync(async c =>
    {
        var found = await c.Find(MongoRecords.Where.Eq("_id", id)).Project(Builders<BsonDocument>.Projection.Include(Written)).FirstOrDefaultAsync(cancel);
        return found is not null && found.TryGetValue(Written, out var at) ? new DateTimeOffset(at.ToUniversalTime()) : (DateTimeOffset?)null;
    }, cancel);

    /// <summary>Writes them and answers those that were refused as duplicates, with what was said of the first.</summary>
    private async Task<(List<T> Duplicates, string Words)> WriteAsync(IMongoCollection<BsonDocument> collection, List<T> records, bool isUpsert, Deadline until, CancellationToken cancel)
    {
        until.Keep();
        try
        {
            await collection.BulkWriteAsync(records.Select(r => new ReplaceOneModel<BsonDocument>(Older(r), Document(r)) { IsUpsert = isUpsert }), Unordered, cancel);
            return ([], "");
        }
        catch (MongoBulkWriteException fault) when (fault.WriteConcernError is null && fault.WriteErrors.All(e => e.Category == ServerErrorCategory.DuplicateKey))
        {
            return ([.. fault.WriteErrors.Select(e => records[e.Index])], fault.WriteErrors[0].Message);
        }
    }

    private async Task<bool> AreThereAsync(IMongoCollection<BsonDocument> collection, List<T> records, CancellationToken cancel)
    {
        var found = await collection.Find(MongoRecords.Where.In("_id", records.Select(idOf)))
            .Project(Builders<BsonDocument>.Projection.Include("version")).ToListAsync(cancel);
        var versions = found.ToDictionary(d => d["_id"].AsString, d => d["version"].ToInt64());
        return records.All(r => versions.GetValueOrDefault(idOf(r), long.MinValue) >= versionOf(r));
    }

    private BsonDocument Document(T record) => MongoDocuments.Write(idOf(record), record).Add(Written, new BsonDateTime(door.Now.UtcDateTime));

    private FilterDefinition<BsonDocument> Older(T record) => MongoRecords.Where.Eq("_id", idOf(record)) & MongoRecords.Where.Lt("version", versionOf(record));
}
