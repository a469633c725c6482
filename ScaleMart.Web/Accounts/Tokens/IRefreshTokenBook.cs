namespace ScaleMart.Web.Accounts.Tokens;

/// <summary>One refresh token, known by its SHA-256 alone. All that descend from one sign-in are a family.</summary>
public sealed record RefreshToken(string Hash, string Family, string UserId, DateTimeOffset ExpiresAt);

/// <summary>The refresh tokens that count, and the spent ones by which a thief is noticed.</summary>
public interface IRefreshTokenBook
{
    /// <summary>Also forgets those that have expired by <paramref name="now"/>, so that the book does not grow for ever.</summary>
    Task AddAsync(RefreshToken token, DateTimeOffset now, CancellationToken cancel = default);

    /// <summary>
    /// Spends the token and adds its successor (<paramref name="nextHash"/>, until <paramref name="nextExpiresAt"/>) to the family, in one step. Null,
    /// when it does not count: unknown, expired, or spent before, and then the whole family is gone.
    /// </summary>
    Task<RefreshToken?> RotateAsync(string hash, string nextHash, DateTimeOffset now, DateTimeOffset nextExpiresAt, CancellationToken cancel = default);

    /// <summary>Forgets the whole family of the token; nothing happens when it is unknown.</summary>
    Task RevokeAsync(string hash, CancellationToken cancel = default);

    /// <summary>Forgets every family of the user.</summary>
    Task RevokeAllAsync(string userId, CancellationToken cancel = default);

    /// <summary>How many families of the user can still buy a new pair at <paramref name="now"/>.</summary>
    Task<int> CountAsync(string userId, DateTimeOffset now, CancellationToken cancel = default);
}
