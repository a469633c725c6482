using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>What an update makes of a document: a whole new one, or <c>$set</c>, <c>$max</c> and <c>$setOnInsert</c> on top-level fields, <c>$set</c> also inside a document. Anything else is refused.</summary>
internal static class Change
{
    public static BsonDocument Of(BsonDocument before, BsonValue update, bool isNew)
    {
        if (update is not BsonDocument change) throw Refusal.Unknown("an update that is no document");
        var after = before.DeepClone().AsBsonDocument;
        if (change.ElementCount == 0 || change.GetElement(0).Name[0] != '$') after = Whole(before, change);
        else foreach (var act in change) Apply(after, act, isNew);
        if (before.Contains("_id") && after["_id"] != before["_id"]) throw new Refusal(66, "ImmutableField", "The _id of a document cannot change.");
        return after;
    }

    private static BsonDocument Whole(BsonDocument before, BsonDocument change)
    {
        var after = change.DeepClone().AsBsonDocument;
        if (!after.Contains("_id")) after.InsertAt(0, before.GetElement("_id"));
        return after;
    }

    private static void Apply(BsonDocument document, BsonElement act, bool isNew)
    {
        foreach (var field in act.Value.AsBsonDocument)
        {
            switch (act.Name)
            {
                case "$set" when field.Name.Split('.') is [var outer, var inner]:
                    Inside(document, outer)[inner] = field.Value;
                    break;
                case var _ when field.Name.Contains('.'):
                    throw Refusal.Unknown($"changing '{field.Name}' inside a document");
                case "$set":
                case "$max" when !document.Contains(field.Name) || Values.Order.Compare(field.Value, document[field.Name]) > 0:
                case "$setOnInsert" when isNew:
                    document[field.Name] = field.Value;
                    break;
                case "$max" or "$setOnInsert":
                    break;
                default:
                    throw Refusal.Unknown($"the operator '{act.Name}'");
            }
        }
    }

    private static BsonDocument Inside(BsonDocument document, string name)
    {
        if (!document.TryGetValue(name, out var value)) document[name] = value = new BsonDocument();
        return value as BsonDocument ?? throw new Refusal(28, "PathNotViable", $"Cannot create a field in {name}: it is {value}.");
    }
}
