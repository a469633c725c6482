using System.Text;
using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>BSON's order of values, for the types that the shop uses: null, numbers of any kind, text by its bytes, flags, dates.</summary>
internal sealed class Values : IComparer<BsonValue>
{
    public static readonly Values Order = new();

    public int Compare(BsonValue? x, BsonValue? y)
    {
        var (one, other) = (x ?? BsonNull.Value, y ?? BsonNull.Value);
        if (Rank(one) != Rank(other)) return Rank(one).CompareTo(Rank(other));
        return one switch
        {
            BsonNull => 0,
            BsonString => Encoding.UTF8.GetBytes(one.AsString).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other.AsString)),
            BsonBoolean => one.AsBoolean.CompareTo(other.AsBoolean),
            BsonDateTime => one.AsBsonDateTime.MillisecondsSinceEpoch.CompareTo(other.AsBsonDateTime.MillisecondsSinceEpoch),
            _ => one.ToDecimal().CompareTo(other.ToDecimal()),
        };
    }

    /// <summary>Whether the two are of kinds that a comparison ($lt, $gt) may match at all.</summary>
    public static bool AreComparable(BsonValue one, BsonValue other) => Rank(one) == Rank(other);

    /// <summary>The value at a path of names with dots between; null when it is not there.</summary>
    public static BsonValue At(BsonDocument document, string path)
    {
        BsonValue value = document;
        foreach (var name in path.Split('.'))
        {
            if (value is BsonArray) throw Refusal.Unknown($"paths into lists ('{path}')");
            if (value is not BsonDocument fields || !fields.TryGetValue(name, out value!)) return BsonNull.Value;
        }

        return value;
    }

    private static int Rank(BsonValue value) => value.BsonType switch
    {
        BsonType.Null => 1,
        BsonType.Int32 or BsonType.Int64 or BsonType.Double or BsonType.Decimal128 => 2,
        BsonType.String => 3,
        BsonType.Boolean => 8,
        BsonType.DateTime => 9,
        var type => throw Refusal.Unknown($"comparing values of the type {type}"),
    };
}
