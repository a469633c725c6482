using Dapper;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Operations.Health;

public sealed class SqlitePulseBook(SqliteDoor door) : IPulseBook
{
    public const string Schema = "CREATE TABLE IF NOT EXISTS pulse (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL)";

    public async Task<bool> BeatAsync(DateTimeOffset at, CancellationToken cancel = default)
    {
        var written = at.ToUnixTimeMilliseconds();
        await door.WriteAsync((c, t) => c.Execute(
            "INSERT INTO pulse (id, at) VALUES (1, @written) ON CONFLICT (id) DO UPDATE SET at = excluded.at", new { written }, t), cancel);
        return written == await door.ReadAsync(c => c.QuerySingle<long>("SELECT at FROM pulse WHERE id = 1"), cancel);
    }
}
