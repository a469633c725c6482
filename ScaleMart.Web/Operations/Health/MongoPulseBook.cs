using MongoDB.Driver;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Operations.Health;

public sealed class MongoPulseBook(MongoDoor door) : IPulseBook
{
    private const string Id = "pulse";
    public static readonly MongoIndexes Indexes = new("pulse");
    private readonly MongoRecords<Beat> _beats = new(door, Indexes.Collection);
    private readonly string _instance = Ids.New();

    public async Task<bool> BeatAsync(DateTimeOffset at, CancellationToken cancel = default)
    {
        var beat = new Beat(_instance, at.ToUnixTimeMilliseconds());
        var one = MongoRecords<Beat>.Where.Eq("_id", Id);
        if (!await _beats.ReplaceAsync(one, Id, beat, cancel)) await _beats.InsertAsync(Id, beat, cancel);
        // Every instance writes here: another's beat in between shows the same as one's own.
        return await _beats.FindAsync(one, cancel) is { } read && (read == beat || read.Instance != _instance);
    }

    private sealed record Beat(string Instance, long At);
}
