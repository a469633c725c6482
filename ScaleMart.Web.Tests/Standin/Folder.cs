using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>One collection: its documents, each unchanged once it is in, and its indexes, of which the unique ones are kept.</summary>
internal sealed class Folder(string name)
{
    private readonly SortedDictionary<BsonValue, BsonDocument> _documents = new(Values.Order);
    private readonly Dictionary<string, BsonDocument> _indexes = [];

    public IEnumerable<BsonDocument> Where(BsonDocument filter)
    {
        // By id at once, as an index would: the shop's writes all name one.
        if (Filter.Fixed(filter).GetValue("_id", null) is { } id) return _documents.TryGetValue(id, out var one) && Filter.Matches(filter, one) ? [one] : [];
        return _documents.Values.Where(d => Filter.Matches(filter, d));
    }

    public void Insert(BsonDocument document)
    {
        if (_documents.ContainsKey(document["_id"])) throw Duplicate("_id_", new BsonDocument("_id", document["_id"]));
        KeepUnique(document);
        _documents.Add(document["_id"], document);
    }

    public void Replace(BsonDocument document)
    {
        KeepUnique(document);
        _documents[document["_id"]] = document;
    }

    public void Delete(BsonDocument document) => _documents.Remove(document["_id"]);

    /// <summary>Making the same index again changes nothing; another one of that name or on those fields is refused.</summary>
    public void Index(BsonDocument index)
    {
        var known = _indexes.Values.FirstOrDefault(i => i["name"] == index["name"] || i["key"] == index["key"]);
        if (known is not null && known != index) throw new Refusal(known["key"] == index["key"] ? 85 : 86, "IndexOptionsConflict", $"The index '{index["name"]}' of {name} is there with other options.");
        if (index.GetValue("unique", false).AsBoolean && _documents.Values.Select(d => KeyOf(index, d)).Distinct().Count() < _documents.Count) throw Duplicate(index["name"].AsString, []);
        _indexes[index["name"].AsString] = index;
    }

    private void KeepUnique(BsonDocument document)
    {
        foreach (var index in _indexes.Values.Where(i => i.GetValue("unique", false).AsBoolean))
        {
            var key = KeyOf(index, document);
            if (_documents.Values.Any(d => d["_id"] != document["_id"] && KeyOf(index, d) == key)) throw Duplicate(index["name"].AsString, key);
        }
    }

    private static BsonDocument KeyOf(BsonDocument index, BsonDocument document) =>
        new(index["key"].AsBsonDocument.Select(k => new BsonElement(k.Name, Values.At(document, k.Name))));

    private Refusal Duplicate(string index, BsonDocument key) =>
        new(Refusal.Duplicate, "DuplicateKey", $"E11000 duplicate key error collection: {name} index: {index} dup key: {key}");
}
