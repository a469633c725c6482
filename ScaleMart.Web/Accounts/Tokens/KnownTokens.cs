using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authentication;

namespace ScaleMart.Web.Accounts.Tokens;

/// <summary>
/// Tokens that this process has verified: to verify one costs more than the rest of a request. What it knows of a token ends with the
/// token; the whole text is compared, so nothing but the very same token is known. Bounded: of the tokens that came lately it keeps
/// between <see cref="Generation"/> and twice as many, some two kilobytes each; one that it forgot is verified again.
/// </summary>
internal sealed class KnownTokens(TimeProvider time)
{
    public const int Generation = 12_000;

    private readonly Lock _turning = new();
    private volatile ConcurrentDictionary<string, Known> _young = New(), _old = New();
    private int _count;

    public int Count => _young.Count + _old.Count;

    /// <summary>What verifying this token gave, as long as it has not expired; null when that is not known.</summary>
    public Task<AuthenticateResult>? Find(ReadOnlySpan<char> token)
    {
        if (!_young.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var known))
        {
            if (!_old.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out known)) return null;
            Keep(token.ToString(), known); // Still in use: it outlives its generation.
        }

        return time.GetUtcNow() < known.ExpiresAt ? known.Result : null;
    }

    /// <summary>Only for what was verified, and says when it ends.</summary>
    public void Learn(string token, AuthenticateResult verified)
    {
        if (verified is { Succeeded: true, Properties.ExpiresUtc: { } end }) Keep(token, new Known(Task.FromResult(verified), end));
    }

    private void Keep(string token, Known known)
    {
        if (!_young.TryAdd(token, known) || Interlocked.Increment(ref _count) < Generation) return;
        lock (_turning)
        {
            if (_count < Generation) return;
            (_old, _young, _count) = (_young, New(), 0);
        }
    }

    private static ConcurrentDictionary<string, Known> New() => new(BySignature.Only);

    private sealed record Known(Task<AuthenticateResult> Result, DateTimeOffset ExpiresAt);

    /// <summary>The end of a token is its signature, which differs from every other token's: so the hash reads no more than that.</summary>
    private sealed class BySignature : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<char>, string>
    {
        public static readonly BySignature Only = new();
        private const int Letters = 24;

        public bool Equals(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

        public bool Equals(ReadOnlySpan<char> one, string other) => one.SequenceEqual(other);

        public int GetHashCode(string token) => GetHashCode(token.AsSpan());

        public int GetHashCode(ReadOnlySpan<char> token) => string.GetHashCode(token[Math.Max(0, token.Length - Letters)..]);

        public string Create(ReadOnlySpan<char> token) => token.ToString();
    }
}
