using MongoDB.Bson;

namespace ScaleMart.Web.Tests.Standin;

/// <summary>
/// Executes commands, one at a time, so that whatever happens has one order. Knows the commands and the options that the shop's driver
/// sends and refuses every other. Insists on what the shop promises itself: majority writes and majority reads.
/// </summary>
internal sealed class Cabinet
{
    private static readonly string[] Everywhere = ["$db", "lsid", "txnNumber", "$readPreference", "$clusterTime"];

    private readonly Lock _one = new();
    private readonly Dictionary<string, Folder> _folders = [];
    private readonly Sessions _sessions = new();
    private readonly Cursors _cursors = new();

    public Rules Rules { get; } = new();

    public bool KnowsExpiry { get; set; } = true;

    public BsonDocument Run(BsonDocument command)
    {
        lock (_one) return _sessions.Once(command, () => Execute(command));
    }

    private BsonDocument Execute(BsonDocument command)
    {
        switch (command.GetElement(0).Name)
        {
            case "insert":
                Write(command, "documents", "ordered");
                return Writing.Insert(In(command), command);
            case "update":
                Write(command, "updates", "ordered");
                return Writing.Update(In(command), command);
            case "delete":
                Write(command, "deletes", "ordered");
                return Writing.Delete(In(command), command);
            case "find":
                Check(command, "filter", "sort", "limit", "batchSize", "singleBatch", "projection", "readConcern");
                if (command.GetValue("readConcern", new BsonDocument()) != new BsonDocument("level", "majority")) throw Refusal.Unknown("reads without the read concern 'majority'");
                return _cursors.Open(Reading.Find(In(command), command), command, NameOf(command));
            case "getMore":
                Check(command, "collection", "batchSize");
                return _cursors.More(command);
            case "killCursors":
                Check(command, "cursors");
                return _cursors.Kill(command);
            case "createIndexes":
                Write(command, "indexes");
                return Writing.Index(In(command), command, KnowsExpiry);
            case "dropDatabase":
                Write(command);
                foreach (var name in _folders.Keys.Where(k => k.StartsWith($"{command["$db"]}.", StringComparison.Ordinal)).ToList()) _folders.Remove(name);
                return Ok();
            case "ping" or "endSessions":
                return Ok();
            case "buildInfo":
                return new BsonDocument { { "version", "7.0.0" }, { "ok", 1.0 } };
            case var name:
                throw Refusal.UnknownCommand(name);
        }
    }

    public static BsonDocument Ok() => new("ok", 1.0);

    public static void Check(BsonDocument given, IEnumerable<string> known, string what)
    {
        if (given.Names.Except(known).FirstOrDefault() is { } unknown) throw Refusal.Unknown($"the option '{unknown}' of {what}");
    }

    private static void Write(BsonDocument command, params ReadOnlySpan<string> options)
    {
        Check(command, [.. options, "writeConcern"]);
        if (command.GetValue("writeConcern", new BsonDocument()).AsBsonDocument.GetValue("w", 1) != "majority") throw Refusal.Unknown("writes without the write concern 'majority'");
    }

    private static void Check(BsonDocument command, params ReadOnlySpan<string> options)
    {
        var name = command.GetElement(0).Name;
        Check(command, [name, .. options, .. Everywhere], $"'{name}'");
    }

    private static string NameOf(BsonDocument command) => $"{command["$db"]}.{command[0]}";

    private Folder In(BsonDocument command)
    {
        var name = NameOf(command);
        if (!_folders.TryGetValue(name, out var folder)) _folders.Add(name, folder = new Folder(name, Rules));
        return folder;
    }
}
