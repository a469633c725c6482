using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Accounts.Tokens;

public sealed record TokenPair(string AccessToken, TimeSpan ExpiresIn, string RefreshToken);

/// <summary>
/// Hands out pairs of tokens: a short-lived access token, and a refresh token that buys one new pair within 30 days. Using a
/// refresh token a second time ends its whole family, since only one of the two who used it can be its owner.
/// </summary>
public sealed class TokenDesk(IRefreshTokenBook refreshTokens, AccessTokens accessTokens, AccountDesk accounts, TimeProvider time)
{
    private static readonly TimeSpan RefreshLifetime = TimeSpan.FromDays(30);

    public async Task<TokenPair> IssueAsync(Account account, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var (text, hash) = Draw();
        await refreshTokens.AddAsync(new RefreshToken(hash, Ids.New(), account.Id, now + RefreshLifetime), now, cancel);
        return Pair(account, text);
    }

    /// <summary>The next pair, with the name and role that the account has now; null when the token does not count or the account is locked.</summary>
    public async Task<TokenPair?> RefreshAsync(string refreshToken, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var (text, hash) = Draw();
        if (await refreshTokens.RotateAsync(Hash(refreshToken), hash, now, now + RefreshLifetime, cancel) is not { } next) return null;
        if (await accounts.FindAsync(next.UserId, cancel) is not { } account) return null;
        if (!account.IsLocked) return Pair(account, text);
        // Signed in at the very moment of the lock: this family was not there yet when the others were ended.
        await refreshTokens.RevokeAsync(hash, cancel);
        return null;
    }

    /// <summary>Signs out: the token's whole family counts no more. Unknown tokens are no news.</summary>
    public Task RevokeAsync(string refreshToken, CancellationToken cancel = default) => refreshTokens.RevokeAsync(Hash(refreshToken), cancel);

    private TokenPair Pair(Account account, string refreshToken) => new(accessTokens.Mint(account), AccessTokens.Lifetime, refreshToken);

    private static (string Text, string Hash) Draw()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (text, Hash(text));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
