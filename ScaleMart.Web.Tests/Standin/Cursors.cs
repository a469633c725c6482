using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>Answers in batches: as many documents as were asked for, 101 in a first batch unless said, the rest when they are asked for.</summary>
internal sealed class Cursors
{
    private readonly Dictionary<long, Queue<BsonDocument>> _open = [];
    private long _last;

    public BsonDocument Open(List<BsonDocument> found, BsonDocument command, string space)
    {
        var rest = new Queue<BsonDocument>(found);
        var batch = Take(rest, command.GetValue("batchSize", 101).ToInt32());
        var id = rest.Count == 0 || command.GetValue("singleBatch", false).AsBoolean ? 0 : ++_last;
        if (id != 0) _open[id] = rest;
        return Answer(id, space, "firstBatch", batch);
    }

    public BsonDocument More(BsonDocument command)
    {
        var id = command["getMore"].ToInt64();
        if (!_open.TryGetValue(id, out var rest)) throw new Refusal(43, "CursorNotFound", $"The cursor {id} is not open.");
        var batch = Take(rest, command.GetValue("batchSize", int.MaxValue).ToInt32());
        if (rest.Count == 0) _open.Remove(id);
        return Answer(rest.Count == 0 ? 0 : id, $"{command["$db"]}.{command["collection"]}", "nextBatch", batch);
    }

    public BsonDocument Kill(BsonDocument command)
    {
        foreach (var id in command["cursors"].AsBsonArray) _open.Remove(id.ToInt64());
        return new BsonDocument { { "cursorsKilled", command["cursors"] }, { "ok", 1.0 } };
    }

    private static BsonArray Take(Queue<BsonDocument> rest, int most)
    {
        var batch = new BsonArray();
        while (batch.Count < most && rest.TryDequeue(out var document)) batch.Add(document);
        return batch;
    }

    private static BsonDocument Answer(long id, string space, string name, BsonArray batch) =>
        new() { { "cursor", new BsonDocument { { name, batch }, { "id", id }, { "ns", space } } }, { "ok", 1.0 } };
}
