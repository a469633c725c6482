using Dapper;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Operations.Health;

/// <summary>Asks each store to do what the shop needs of it: Redis to answer, the document store to write and to read back.</summary>
public sealed class Pulse(RedisDoor redis, SqliteDoor documents, Stores stores, TimeProvider time)
{
    public const string Schema = "CREATE TABLE IF NOT EXISTS pulse (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL)";

    /// <summary>What is wrong with Redis though it answers, in words; nothing is, normally. The embedded one is set up by the shop itself.</summary>
    public async Task<IReadOnlyList<string>> RedisAsync()
    {
        await redis.TimeAsync();
        if (stores.Redis is null) return [];
        return [.. (await redis.DescribeAsync()).SelectMany(RedisFitness.Faults).Distinct()];
    }

    /// <exception cref="InvalidOperationException">What was read is not what was written.</exception>
    public async Task DocumentsAsync()
    {
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        await documents.WriteAsync((c, t) => c.Execute(
            "INSERT INTO pulse (id, at) VALUES (1, @at) ON CONFLICT (id) DO UPDATE SET at = excluded.at", new { at }, t));
        var read = await documents.ReadAsync(c => c.QuerySingle<long>("SELECT at FROM pulse WHERE id = 1"));
        if (read != at) throw new InvalidOperationException("The document store does not read back what was written.");
    }
}
