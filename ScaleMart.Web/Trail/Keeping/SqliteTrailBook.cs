using Dapper;
using Microsoft.Data.Sqlite;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Trail.Keeping;

/// <summary>The trail in the embedded document store, which itself refuses to change or to drop a row of it.</summary>
public sealed class SqliteTrailBook(SqliteDoor door) : ITrailBook
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS trail (id TEXT PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, who_folded TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, subject_id TEXT NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS trail_by_time ON trail (at DESC, id DESC);
        CREATE INDEX IF NOT EXISTS trail_of_user ON trail (who, at DESC, id DESC);
        CREATE INDEX IF NOT EXISTS trail_of_act ON trail (act, at DESC, id DESC);
        CREATE INDEX IF NOT EXISTS trail_of_subject ON trail (subject_id, at DESC, id DESC);
        CREATE TABLE IF NOT EXISTS trail_endings (id TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
        CREATE TRIGGER IF NOT EXISTS trail_stays BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail does not change'); END;
        CREATE TRIGGER IF NOT EXISTS trail_is_kept BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is kept'); END;
        CREATE TRIGGER IF NOT EXISTS trail_endings_stay BEFORE UPDATE ON trail_endings BEGIN SELECT RAISE(ABORT, 'the trail does not change'); END;
        CREATE TRIGGER IF NOT EXISTS trail_endings_are_kept BEFORE DELETE ON trail_endings BEGIN SELECT RAISE(ABORT, 'the trail is kept'); END;
        """;

    public Task AddAsync(TrailRecord record, CancellationToken cancel = default) => door.WriteAsync((c, t) => record switch
    {
        TrailOpening opening => c.Execute(
            "INSERT INTO trail (id, at, who, who_folded, act, subject, subject_id, document) VALUES (@Id, @at, @WhoId, @WhoFolded, @Act, @Subject, @SubjectId, @document) ON CONFLICT (id) DO NOTHING",
            new { opening.Id, at = opening.At.ToUnixTimeMilliseconds(), opening.WhoId, opening.WhoFolded, opening.Act, opening.Subject, opening.SubjectId, document = Documents.Write(opening) }, t),
        TrailEnding ending => c.Execute("INSERT INTO trail_endings (id, document) VALUES (@Id, @document) ON CONFLICT (id) DO NOTHING", new { ending.Id, document = Documents.Write(ending) }, t),
        _ => throw new NotSupportedException($"The trail has no {record.GetType().Name}."),
    }, cancel);

    public Task<IReadOnlyList<TrailOpening>> ListAsync(TrailQuery query, int most, CancellationToken cancel = default)
    {
        var which = new List<string> { "1 = 1" };
        if (query.Who is not null) which.Add("(who = @Who OR instr(who_folded, @folded) > 0)");
        if (query.Act is not null) which.Add("(act = @Act OR (act >= @Act || '.' AND act < @Act || '/'))"); // A slash follows a point.
        if (query.Subject is not null) which.Add("(subject_id = @Subject OR (subject_id = @subjectId AND subject = @Subject))");
        if (query.From is not null) which.Add("at >= @from");
        if (query.To is not null) which.Add("at < @to");
        if (query.OlderThan is not null) which.Add("(at, id) < (@olderAt, @olderId)");
        var sql = $"SELECT document FROM trail WHERE {string.Join(" AND ", which)} ORDER BY at DESC, id DESC LIMIT @most";
        return ReadAsync<TrailOpening>(sql, new
        {
            query.Who,
            folded = query.Who?.ToLowerInvariant(),
            query.Act,
            query.Subject,
            subjectId = query.Subject?[(query.Subject.IndexOf(':', StringComparison.Ordinal) + 1)..],
            from = TrailQuery.Milliseconds(query.From),
            to = TrailQuery.Milliseconds(query.To),
            olderAt = query.OlderThan?.At.ToUnixTimeMilliseconds(),
            olderId = query.OlderThan?.Id,
            most,
        }, cancel);
    }

    public Task<IReadOnlyList<TrailEnding>> EndingsAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        ReadAsync<TrailEnding>("SELECT document FROM trail_endings WHERE id IN @ids", new { ids }, cancel);

    private Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object parameters, CancellationToken cancel) =>
        door.ReadAsync<IReadOnlyList<T>>((SqliteConnection c) => [.. c.Query<string>(sql, parameters).Select(Documents.Read<T>)], cancel);
}
