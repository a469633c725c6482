using System.Text.RegularExpressions;
using MongoDB.Bson;
using MongoDB.Driver;
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
        TrailOpening opening => _openings.InsertAsync(opening.Id, opening, cancel),
        TrailEnding ending => _endings.InsertAsync(ending.Id, ending, cancel),
        _ => throw new NotSupportedException($"The trail has no {record.GetType().Name}."),
    };

    public Task<IReadOnlyList<TrailOpening>> ListAsync(TrailQuery query, int most, CancellationToken cancel = default)
    {
        var which = Where.Empty;
        if (query.Who is { } who) which &= Where.Eq("whoId", who) | Where.Regex("whoFolded", new BsonRegularExpression(Regex.Escape(who.ToLowerInvariant())));
        if (query.Act is { } act) which &= Where.Eq("act", act) | (Where.Gte("act", act + ".") & Where.Lt("act", act + "/")); // A slash follows a point.
        if (query.Subject is { } subject) which &= Where.Eq("subjectId", subject) | (Where.Eq("subjectId", subject[(subject.IndexOf(':', StringComparison.Ordinal) + 1)..]) & Where.Eq("subject", subject));
        if (query.From is { } from) which &= Where.Gte("at", Milliseconds(from));
        if (query.To is { } to) which &= Where.Lt("at", Milliseconds(to));
        // The first bound is what an index can begin at; the second only passes over those of the same millisecond.
        if (query.OlderThan is { } place) which &= Where.Lte("at", place.At.UtcDateTime) & (Where.Lt("at", place.At.UtcDateTime) | Where.Lt("_id", place.Id));
        return _openings.ListAsync(which, ["-at", "-_id"], most, cancel);
    }

    public Task<IReadOnlyList<TrailEnding>> EndingsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        _endings.ListAsync(Where.In("_id", ids), null, null, cancel);

    // Rounded up: an entry has whole milliseconds, and one of the millisecond before is earlier than the bound.
    private static DateTime Milliseconds(DateTimeOffset bound) => DateTime.UnixEpoch.AddMilliseconds(Math.Ceiling((bound - DateTimeOffset.UnixEpoch).TotalMilliseconds));
}
