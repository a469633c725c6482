using System.Collections.Concurrent;
using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>A validator of the server's own: documents that it will not have, by the value of one field.</summary>
internal sealed class Rules
{
    private readonly ConcurrentDictionary<(string Field, BsonValue Value), (int Code, string Message)> _refused = [];

    public void Refuse(string field, BsonValue value, int code, string message) => _refused[(field, value)] = (code, message);

    public void Clear() => _refused.Clear();

    public void Check(BsonDocument document)
    {
        foreach (var (rule, answer) in _refused)
        {
            if (Values.At(document, rule.Field) == rule.Value) throw new Refusal(answer.Code, "Told", answer.Message);
        }
    }
}
