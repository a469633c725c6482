using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Driver;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Trail.Keeping;

/// <summary>The trail in MongoDB: two collections, into which it only inserts.</summary>
public sealed class MongoTrailBook(MongoDoor door) : ITrailBook
{
    public static readonly MongoIndexes Indexes = new("trail",
        MongoIndexes.On("-at", "-_id"),
        MongoIndexes.On("whoId", "-at", "-_id"),
        MongoIndexes.On("act", "-at", "-_id"),
        MongoIndexes.On("subjectId", "-at", "-_id"));

    private readonly MongoRecords<TrailOpening> _openings = new(door, Indexes.Collection);
    private readonly MongoRecords<TrailEnding> _endings = new(door, "trailEndings");

    private static FilterDefinitionBuilder<BsonDocument> Where => MongoRecords.Where;

    public Task AddAsync(TrailRecord record, CancellationToken cancel = default) => record switch
    {
        TrailOpening opening => AddAsync(_openings, opening, cancel),
        TrailEnding ending => AddAsync(_endings, ending, cancel),
        _ => throw new NotSupportedException($"The trail has no {record.GetType().Name}."),
    };

    public Task<IReadOnlyList<TrailOpening>> ListAsync(TrailQuery query, int most, CancellationToken cancel = default)
    {
        var which = Where.Empty;
        if (query.Who is { } who) which &= Where.Eq("whoId", who) | Where.Regex("whoFolded", new BsonRegularExpression(Regex.Escape(who.ToLowerInvariant())));
        if (query.Act is { } act) which &= Where.Eq("act", act) | (Where.Gte("act", act + ".") & Where.Lt("act", act + "/")); // A slash follows a point.
        if (query.Subject is { } subject) which &= Where.Eq("subjectId", subject) | (Where.Eq("subjectId", subject[(subject.IndexOf(':', StringComparison.Ordinal) + 1)..]) & Where.Eq("subject", subject));
        if (TrailQuery.Milliseconds(query.From) is { } from) which &= Where.Gte("at", new BsonDateTime(from));
        if (TrailQuery.Milliseconds(query.To) is { } to) which &= Where.Lt("at", new BsonDateTime(to));
        // The first bound is what an index can begin at; the second only passes over those of the same millisecond.
        if (query.OlderThan is { } place) which &= Where.Lte("at", place.At.UtcDateTime) & (Where.Lt("at", place.At.UtcDateTime) | Where.Lt("_id", place.Id));
        return _openings.ListAsync(which, ["-at", "-_id"], most, cancel);
    }

    public Task<IReadOnlyList<TrailEnding>> EndingsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        _endings.ListAsync(Where.In("_id", ids), null, null, cancel);

    private static async Task AddAsync<T>(MongoRecords<T> records, T record, CancellationToken cancel) where T : TrailRecord
    {
        if (await records.InsertAsync(record.Id, record, cancel)) return;
        // Another process may be writing it this moment: whoever drops its own copy must know that a majority has this one.
        if (await records.FindAsync(Where.Eq("_id", record.Id), cancel) is null) throw new StoreUnavailableException("This record is being written, and no majority has it yet.");
    }
}
