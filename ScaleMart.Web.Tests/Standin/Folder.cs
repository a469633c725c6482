using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>One collection: its documents, each unchanged once it is in, and its indexes, of which the unique ones are kept.</summary>
internal sealed class Folder(string name, Rules rules)
{
    private readonly SortedDictionary<BsonValue, BsonDocument> _documents = new(Values.Order);
    private readonly Dictionary<string, BsonDocument> _indexes = [];

    // What is filed under each value of an index's first field, so that a rush is not slowed by how the stand-in looks things up.
    private readonly Dictionary<string, Dictionary<BsonValue, SortedDictionary<BsonValue, BsonDocument>>> _filed = [];

    public IEnumerable<BsonDocument> Where(BsonDocument filter) => Candidates(filter).Where(d => Filter.Matches(filter, d));

    public void Insert(BsonDocument document)
    {
        rules.Check(document);
        if (_documents.ContainsKey(document["_id"])) throw Duplicate("_id_", new BsonDocument("_id", document["_id"]));
        KeepUnique(document);
        Put(document);
    }

    public void Replace(BsonDocument document)
    {
        rules.Check(document);
        KeepUnique(document);
        Delete(document);
        Put(document);
    }

    public void Delete(BsonDocument document)
    {
        if (!_documents.Remove(document["_id"], out var known)) return;
        foreach (var (field, filed) in _filed) filed[Values.At(known, field)].Remove(known["_id"]);
    }

    /// <summary>Making the same index again changes nothing; another one of that name or on those fields is refused.</summary>
    public void Index(BsonDocument index)
    {
        var known = _indexes.Values.FirstOrDefault(i => i["name"] == index["name"] || i["key"] == index["key"]);
        if (known is not null && known != index) throw new Refusal(known["key"] == index["key"] ? 85 : 86, "IndexOptionsConflict", $"The index '{index["name"]}' of {name} is there with other options.");
        if (index.GetValue("unique", false).AsBoolean && _documents.Values.Select(d => KeyOf(index, d)).Distinct().Count() < _documents.Count) throw Duplicate(index["name"].AsString, []);
        _indexes[index["name"].AsString] = index;
        var first = index["key"].AsBsonDocument.GetElement(0).Name;
        if (!_filed.TryAdd(first, [])) return;
        foreach (var document in _documents.Values) File(first, document);
    }

    private IEnumerable<BsonDocument> Candidates(BsonDocument filter)
    {
        if (filter.TryGetValue("_id", out var id) && id is BsonString) return Known([id]);
        if (id is BsonDocument { ElementCount: 1 } among && among.TryGetValue("$in", out var ids)) return Known(ids.AsBsonArray.Distinct());
        foreach (var fixedTo in Filter.Fixed(filter).Where(f => f.Value is BsonString && _filed.ContainsKey(f.Name)))
            return _filed[fixedTo.Name].TryGetValue(fixedTo.Value, out var filed) ? filed.Values : [];
        return _documents.Values;
    }

    private IEnumerable<BsonDocument> Known(IEnumerable<BsonValue> ids) => ids.Order(Values.Order).Where(_documents.ContainsKey).Select(id => _documents[id]);

    private void Put(BsonDocument document)
    {
        _documents.Add(document["_id"], document);
        foreach (var field in _filed.Keys) File(field, document);
    }

    private void File(string field, BsonDocument document)
    {
        var filed = _filed[field];
        var value = Values.At(document, field);
        if (!filed.TryGetValue(value, out var there)) filed.Add(value, there = new(Values.Order));
        there[document["_id"]] = document;
    }

    private void KeepUnique(BsonDocument document)
    {
        foreach (var index in _indexes.Values.Where(i => i.GetValue("unique", false).AsBoolean))
        {
            var key = KeyOf(index, document);
            if (Candidates(key).Any(d => d["_id"] != document["_id"] && KeyOf(index, d) == key)) throw Duplicate(index["name"].AsString, key);
        }
    }

    private static BsonDocument KeyOf(BsonDocument index, BsonDocument document) =>
        new(index["key"].AsBsonDocument.Select(k => new BsonElement(k.Name, Values.At(document, k.Name))));

    private Refusal Duplicate(string index, BsonDocument key) =>
        new(Refusal.Duplicate, "DuplicateKey", $"E11000 duplicate key error collection: {name} index: {index} dup key: {key}");
}
