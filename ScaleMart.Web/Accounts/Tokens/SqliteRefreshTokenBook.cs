using Dapper;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Accounts.Tokens;

public sealed class SqliteRefreshTokenBook(SqliteDoor door) : IRefreshTokenBook
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS refresh_tokens (
          hash TEXT PRIMARY KEY, family TEXT NOT NULL, user_id TEXT NOT NULL, expires_at INTEGER NOT NULL, spent INTEGER NOT NULL DEFAULT 0);
        CREATE INDEX IF NOT EXISTS refresh_tokens_by_family ON refresh_tokens (family);
        CREATE INDEX IF NOT EXISTS refresh_tokens_by_expiry ON refresh_tokens (expires_at);
        CREATE INDEX IF NOT EXISTS refresh_tokens_of_user ON refresh_tokens (user_id);
        """;

    private const string Insert = "INSERT INTO refresh_tokens (hash, family, user_id, expires_at) VALUES (@Hash, @Family, @UserId, @expiresAt)";

    public Task AddAsync(RefreshToken token, DateTimeOffset now, CancellationToken cancel = default) => door.WriteAsync((c, t) =>
    {
        c.Execute("DELETE FROM refresh_tokens WHERE expires_at <= @now", new { now = now.ToUnixTimeMilliseconds() }, t);
        return c.Execute(Insert, Columns(token), t);
    }, cancel);

    public async Task<RefreshToken?> RotateAsync(string hash, string nextHash, DateTimeOffset now, DateTimeOffset nextExpiresAt, CancellationToken cancel = default)
    {
        // Looked up first, so that guesses do not stand in the writers' line.
        if (await FindAsync(hash, cancel) is not { } token || token.ExpiresAt <= now) return null;
        return await door.WriteAsync((c, t) =>
        {
            if (c.Execute("UPDATE refresh_tokens SET spent = 1 WHERE hash = @hash AND spent = 0", new { hash }, t) == 0)
            {
                c.Execute("DELETE FROM refresh_tokens WHERE family = @Family", new { token.Family }, t);
                return null;
            }

            var next = token with { Hash = nextHash, ExpiresAt = nextExpiresAt };
            c.Execute(Insert, Columns(next), t);
            return next;
        }, cancel);
    }

    public async Task RevokeAsync(string hash, CancellationToken cancel = default)
    {
        if (await FindAsync(hash, cancel) is not { } token) return;
        await door.WriteAsync((c, t) => c.Execute("DELETE FROM refresh_tokens WHERE family = @Family", new { token.Family }, t), cancel);
    }

    public Task RevokeAllAsync(string userId, CancellationToken cancel = default) =>
        door.WriteAsync((c, t) => c.Execute("DELETE FROM refresh_tokens WHERE user_id = @userId", new { userId }, t), cancel);

    public Task<int> CountAsync(string userId, DateTimeOffset now, CancellationToken cancel = default) => door.ReadAsync(c => c.ExecuteScalar<int>(
        "SELECT count(DISTINCT family) FROM refresh_tokens WHERE user_id = @userId AND spent = 0 AND expires_at > @now", new { userId, now = now.ToUnixTimeMilliseconds() }), cancel);

    private Task<RefreshToken?> FindAsync(string hash, CancellationToken cancel) => door.ReadAsync(c =>
        c.QuerySingleOrDefault<Row>("SELECT hash, family, user_id AS userId, expires_at AS expiresAt FROM refresh_tokens WHERE hash = @hash", new { hash }) is { } row
            ? new RefreshToken(row.Hash, row.Family, row.UserId, DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt))
            : null, cancel);

    private static object Columns(RefreshToken token) => new { token.Hash, token.Family, token.UserId, expiresAt = token.ExpiresAt.ToUnixTimeMilliseconds() };

    private sealed record Row(string Hash, string Family, string UserId, long ExpiresAt);
}
