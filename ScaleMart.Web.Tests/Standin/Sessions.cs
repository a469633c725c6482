using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>
/// What makes a retryable write one write: the answer to a session's newest numbered command is remembered, and given again when the
/// same number comes again.
/// </summary>
internal sealed class Sessions
{
    private readonly Dictionary<BsonValue, (long Number, BsonDocument Answer)> _newest = [];

    public BsonDocument Once(BsonDocument command, Func<BsonDocument> execute)
    {
        if (!command.TryGetValue("txnNumber", out var number) || !command.TryGetValue("lsid", out var session)) return execute();
        if (_newest.TryGetValue(session, out var known))
        {
            if (known.Number == number.ToInt64()) return known.Answer.DeepClone().AsBsonDocument;
            if (known.Number > number.ToInt64()) throw new Refusal(225, "TransactionTooOld", $"The session is at {known.Number}, and {number} came.");
        }

        var answer = execute();
        _newest[session] = (number.ToInt64(), answer.DeepClone().AsBsonDocument);
        return answer;
    }
}
