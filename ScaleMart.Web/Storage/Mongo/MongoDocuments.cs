using System.Collections;
using System.Text.Json;
using MongoDB.Bson;

namespace ScaleMart.Web.Storage.Mongo;

/// <summary>
/// How a record becomes a document and comes back: the same names and words as <see cref="Documents"/> gives it, with BSON's own types
/// where they say more than text: Decimal128 for money, a date (UTC, to the millisecond), 32 and 64 bits. Every document has the
/// record's id as <c>_id</c> and says which <c>schema</c> it follows; fields that a reader does not know do not matter to it.
/// </summary>
public static class MongoDocuments
{
    /// <summary>Goes up when an older reader would misread what is written; until then fields are only added.</summary>
    public const int Schema = 1;

    public static BsonDocument Write<T>(string id, T record) where T : class
    {
        var document = new BsonDocument { ["_id"] = id, ["schema"] = Schema };
        Fill(document, record);
        return document;
    }

    /// <exception cref="InvalidDataException">A newer ScaleMart wrote it.</exception>
    /// <exception cref="JsonException">It is not such a document.</exception>
    public static T Read<T>(BsonDocument document) where T : class
    {
        if (document.GetValue("schema", Schema).ToInt32() is var schema and > Schema)
            throw new InvalidDataException($"The document '{document["_id"]}' follows schema {schema}, and this ScaleMart reads up to {Schema}: a newer one wrote it. Run the newer one.");
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text)) Write(json, document);
        return Documents.Read<T>(text.GetBuffer().AsSpan(0, (int)text.Length));
    }

    private static BsonDocument Fill(BsonDocument document, object record)
    {
        foreach (var field in Documents.FieldsOf(record.GetType()))
        {
            if (field.Get is { } get) document[field.Name] = Value(get(record));
        }

        return document;
    }

    private static BsonValue Value(object? value) => value switch
    {
        null => BsonNull.Value,
        string text => text,
        bool yes => yes,
        int number => number,
        long number => new BsonInt64(number),
        decimal money => new BsonDecimal128(money),
        DateTimeOffset time => new BsonDateTime(time.ToUnixTimeMilliseconds()),
        Enum word => Documents.Word(word),
        IEnumerable list => new BsonArray(list.Cast<object>().Select(Value)),
        _ when value.GetType().Namespace!.StartsWith("ScaleMart.", StringComparison.Ordinal) => Fill([], value),
        _ => throw new NotSupportedException($"A {value.GetType().Name} has no form in a document yet."),
    };

    private static void Write(Utf8JsonWriter json, BsonValue value)
    {
        switch (value)
        {
            case BsonNull: json.WriteNullValue(); break;
            case BsonString text: json.WriteStringValue(text.Value); break;
            case BsonBoolean yes: json.WriteBooleanValue(yes.Value); break;
            case BsonInt32 or BsonInt64: json.WriteNumberValue(value.ToInt64()); break;
            case BsonDecimal128 or BsonDouble: json.WriteNumberValue(value.ToDecimal()); break;
            case BsonDateTime time: json.WriteStringValue(DateTimeOffset.FromUnixTimeMilliseconds(time.MillisecondsSinceEpoch)); break;
            case BsonArray list:
                json.WriteStartArray();
                foreach (var item in list) Write(json, item);
                json.WriteEndArray();
                break;
            case BsonDocument fields:
                json.WriteStartObject();
                foreach (var field in fields)
                {
                    json.WritePropertyName(field.Name);
                    Write(json, field.Value);
                }

                json.WriteEndObject();
                break;
            default: json.WriteStringValue(value.ToString()); break; // A type that no record has: a field that is not known here.
        }
    }
}
