using MongoDB.Bson;
using MongoDB.Driver;
using ScaleMart.Web.Storage.Mongo;

namespace ScaleMart.Web.Accounts.Tokens;

/// <summary>
/// Each step changes one document, in an order that no interruption and no race can turn into a second way in: the successor is
/// written first, known to nobody yet, and counts for its holder only once the old token was found unspent.
/// </summary>
public sealed class MongoRefreshTokenBook(MongoDoor door) : IRefreshTokenBook
{
    public static readonly MongoIndexes Indexes = new("refreshTokens", MongoIndexes.On("family"), MongoIndexes.On("userId"), MongoIndexes.Expiring("expiresAt"));
    private readonly MongoRecords<Kept> _tokens = new(door, Indexes.Collection);

    private static FilterDefinitionBuilder<BsonDocument> Where => MongoRecords.Where;

    public async Task AddAsync(RefreshToken token, DateTimeOffset now, CancellationToken cancel = default)
    {
        await _tokens.DeleteAsync(Where.Lte("expiresAt", now.UtcDateTime), cancel);
        await InsertAsync(token, cancel);
    }

    public async Task<RefreshToken?> RotateAsync(string hash, string nextHash, DateTimeOffset now, DateTimeOffset nextExpiresAt, CancellationToken cancel = default)
    {
        if (await FindAsync(hash, cancel) is not { } token || token.ExpiresAt <= now) return null;
        var next = new RefreshToken(nextHash, token.Family, token.UserId, nextExpiresAt);
        await InsertAsync(next, cancel);
        // Crash point: the old token still counts, and its holder may try again; the successor lapses unused.
        if (await _tokens.ChangeAsync(Where.Eq("_id", hash) & Where.Eq("spent", false), MongoRecords.Change.Set("spent", true), cancel)) return next;
        // Spent before, or its family ended in the meantime: the successor goes with the others.
        await EndAsync(token.Family, cancel);
        return null;
    }

    public async Task RevokeAsync(string hash, CancellationToken cancel = default)
    {
        if (await FindAsync(hash, cancel) is { } token) await EndAsync(token.Family, cancel);
    }

    public Task RevokeAllAsync(string userId, CancellationToken cancel = default) => _tokens.DeleteAsync(Where.Eq("userId", userId), cancel);

    public async Task<int> CountAsync(string userId, DateTimeOffset now, CancellationToken cancel = default)
    {
        var live = await _tokens.ListAsync(Where.Eq("userId", userId) & Where.Eq("spent", false) & Where.Gt("expiresAt", now.UtcDateTime), null, null, cancel);
        return live.Select(t => t.Family).Distinct().Count();
    }

    private Task<Kept?> FindAsync(string hash, CancellationToken cancel) => _tokens.FindAsync(Where.Eq("_id", hash), cancel);

    private Task<long> EndAsync(string family, CancellationToken cancel) => _tokens.DeleteAsync(Where.Eq("family", family), cancel);

    private async Task InsertAsync(RefreshToken token, CancellationToken cancel)
    {
        if (!await _tokens.InsertAsync(token.Hash, new Kept(token.Hash, token.Family, token.UserId, token.ExpiresAt, Spent: false), cancel))
            throw new InvalidOperationException("A refresh token was drawn twice.");
    }

    private sealed record Kept(string Hash, string Family, string UserId, DateTimeOffset ExpiresAt, bool Spent);
}
