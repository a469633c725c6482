using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>What a find answers: filtered, sorted, cut, and only the fields that were asked for.</summary>
internal static class Reading
{
    public static List<BsonDocument> Find(Folder folder, BsonDocument command)
    {
        var found = folder.Where(command.GetValue("filter", new BsonDocument()).AsBsonDocument);
        IOrderedEnumerable<BsonDocument>? sorted = null;
        foreach (var key in command.GetValue("sort", new BsonDocument()).AsBsonDocument)
        {
            BsonValue Value(BsonDocument document) => Values.At(document, key.Name);
            sorted = (sorted, key.Value.ToInt32()) switch
            {
                (null, 1) => found.OrderBy(Value, Values.Order),
                (null, -1) => found.OrderByDescending(Value, Values.Order),
                (_, 1) => sorted.ThenBy(Value, Values.Order),
                (_, -1) => sorted.ThenByDescending(Value, Values.Order),
                _ => throw Refusal.Unknown($"the order {key}"),
            };
        }

        var limit = command.GetValue("limit", 0).ToInt32();
        var cut = (sorted ?? found).Take(limit > 0 ? limit : int.MaxValue);
        return [.. command.TryGetValue("projection", out var fields) ? cut.Select(d => Project(d, fields.AsBsonDocument)) : cut];
    }

    private static BsonDocument Project(BsonDocument document, BsonDocument fields)
    {
        if (fields.Any(f => f.Value != 1)) throw Refusal.Unknown($"the projection {fields}");
        return new BsonDocument(document.Where(e => e.Name == "_id" || fields.Contains(e.Name)));
    }
}
