using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>Which documents are meant: equality, <c>$lt</c>, <c>$lte</c>, <c>$gt</c>, <c>$gte</c>, <c>$ne</c>, <c>$in</c>, <c>$and</c>, <c>$or</c> and patterns. Anything else is refused.</summary>
internal static class Filter
{
    public static bool Matches(BsonDocument filter, BsonDocument document) => filter.All(e => e.Name switch
    {
        "$and" => e.Value.AsBsonArray.All(f => Matches(f.AsBsonDocument, document)),
        "$or" => e.Value.AsBsonArray.Any(f => Matches(f.AsBsonDocument, document)),
        ['$', ..] => throw Refusal.Unknown($"the operator '{e.Name}'"),
        _ => Fits(Values.At(document, e.Name), e.Value),
    });

    /// <summary>The fields that the filter fixes, which an upsert begins with.</summary>
    public static BsonDocument Fixed(BsonDocument filter) => new(filter.Where(e => e.Name[0] != '$' && !IsOperators(e.Value)));

    private static bool IsOperators(BsonValue condition) => condition is BsonRegularExpression || (condition is BsonDocument operators && operators.Names.Any(n => n.StartsWith('$')));

    private static bool Fits(BsonValue value, BsonValue condition) =>
        condition is BsonRegularExpression pattern ? Fits(value, pattern)
        : IsOperators(condition) ? condition.AsBsonDocument.All(o => Fits(o.Name, value, o.Value))
        : AreEqual(value, condition);

    private static bool Fits(BsonValue value, BsonRegularExpression pattern) => pattern.Options is "" or "i"
        ? value is BsonString text && pattern.ToRegex().IsMatch(text.Value)
        : throw Refusal.Unknown($"the options of the pattern {pattern}");

    private static bool Fits(string name, BsonValue value, BsonValue operand) => name switch
    {
        "$lt" => Compare(value, operand) < 0,
        "$lte" => Compare(value, operand) <= 0,
        "$gt" => Compare(value, operand) > 0,
        "$gte" => Compare(value, operand) >= 0,
        "$ne" => !AreEqual(value, operand),
        "$in" => operand.AsBsonArray.Any(o => AreEqual(value, o)),
        _ => throw Refusal.Unknown($"the operator '{name}'"),
    };

    private static int? Compare(BsonValue value, BsonValue operand) => Values.AreComparable(value, operand) ? Values.Order.Compare(value, operand) : null;

    private static bool AreEqual(BsonValue one, BsonValue other) => Compare(one, other) == 0;
}
