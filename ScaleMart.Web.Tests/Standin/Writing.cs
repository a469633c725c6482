using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>The commands that write. A document that cannot be written is told with its place in the command, and in an unordered command keeps nobody else out.</summary>
internal static class Writing
{
    public static BsonDocument Insert(Folder folder, BsonDocument command)
    {
        var written = 0;
        var errors = Each(command, "documents", (document, _) =>
        {
            folder.Insert(document);
            written++;
        });
        return Answer(errors, new() { { "n", written } });
    }

    public static BsonDocument Update(Folder folder, BsonDocument command)
    {
        var (matched, modified, upserted) = (0, 0, new BsonArray());
        var errors = Each(command, "updates", (statement, index) =>
        {
            Cabinet.Check(statement, ["q", "u", "multi", "upsert"], "an update");
            if (statement.GetValue("multi", false).AsBoolean) throw Refusal.Unknown("updates of many at once");
            if (folder.Where(statement["q"].AsBsonDocument).FirstOrDefault() is { } before)
            {
                var after = Change.Of(before, statement["u"], isNew: false);
                matched++;
                if (after == before) return;
                folder.Replace(after);
                modified++;
            }
            else if (statement.GetValue("upsert", false).AsBoolean)
            {
                var made = Change.Of(Filter.Fixed(statement["q"].AsBsonDocument), statement["u"], isNew: true);
                folder.Insert(made);
                matched++;
                upserted.Add(new BsonDocument { { "index", index }, { "_id", made["_id"] } });
            }
        });
        var answer = new BsonDocument { { "n", matched }, { "nModified", modified } };
        if (upserted.Count > 0) answer["upserted"] = upserted;
        return Answer(errors, answer);
    }

    public static BsonDocument Delete(Folder folder, BsonDocument command)
    {
        var deleted = 0;
        var errors = Each(command, "deletes", (statement, _) =>
        {
            Cabinet.Check(statement, ["q", "limit"], "a delete");
            var meant = folder.Where(statement["q"].AsBsonDocument).ToList();
            foreach (var document in statement["limit"].ToInt32() == 1 ? meant.Take(1) : meant)
            {
                folder.Delete(document);
                deleted++;
            }
        });
        return Answer(errors, new() { { "n", deleted } });
    }

    public static BsonDocument Index(Folder folder, BsonDocument command)
    {
        foreach (var index in command["indexes"].AsBsonArray.Cast<BsonDocument>())
        {
            Cabinet.Check(index, ["key", "name", "unique", "expireAfterSeconds"], "an index");
            folder.Index(index);
        }

        return Cabinet.Ok();
    }

    private static BsonArray Each(BsonDocument command, string list, Action<BsonDocument, int> act)
    {
        var errors = new BsonArray();
        foreach (var (index, statement) in command[list].AsBsonArray.Cast<BsonDocument>().Index())
        {
            try
            {
                act(statement, index);
            }
            catch (Refusal refusal) when (!refusal.IsUnknown)
            {
                errors.Add(refusal.AsWriteError(index));
                if (command.GetValue("ordered", true).AsBoolean) break;
            }
        }

        return errors;
    }

    private static BsonDocument Answer(BsonArray errors, BsonDocument answer)
    {
        if (errors.Count > 0) answer["writeErrors"] = errors;
        return answer.Add("ok", 1.0);
    }
}
