using Microsoft.Extensions.Options;
using Bcrypt = BCrypt.Net.BCrypt;

namespace ScaleMart.Web.Accounts;

public enum PasswordVerdict
{
    Right,
    Wrong,

    /// <summary>Not looked at: the waiting line is full.</summary>
    Busy,
}

/// <summary>
/// Hashes and checks passwords with BCrypt in its enhanced form (hashed with SHA-384 first, or everything behind the 72nd
/// byte would not count). At most half of the cores hash at a time, whoever comes meanwhile waits in a bounded line, and
/// no request thread is held: a rush of sign-ins cannot starve the shop.
/// </summary>
public sealed class Passwords(IOptions<AccountsOptions> options) : IDisposable
{
    private static readonly int Slots = Math.Max(1, Environment.ProcessorCount / 2);

    // Well formed, of the cost that real ones have, and of no password: checking it takes as long as checking a real one.
    private readonly string _nobodysHash = Bcrypt.GenerateSalt(options.Value.WorkFactor) + new string('.', 31);
    private readonly SemaphoreSlim _slots = new(Slots, Slots);
    private int _inside;

    /// <summary>Null when the waiting line is full.</summary>
    public Task<string?> HashAsync(string password, CancellationToken cancel = default) =>
        TakeTurnAsync<string?>(() => Bcrypt.EnhancedHashPassword(password, options.Value.WorkFactor), null, cancel);

    /// <summary>A null <paramref name="hash"/> stands for a user that there is not: wrong, after as much work.</summary>
    public Task<PasswordVerdict> CheckAsync(string password, string? hash, CancellationToken cancel = default) =>
        TakeTurnAsync(
            () => Bcrypt.EnhancedVerify(password, hash ?? _nobodysHash) && hash is not null ? PasswordVerdict.Right : PasswordVerdict.Wrong,
            PasswordVerdict.Busy, cancel);

    public void Dispose() => _slots.Dispose();

    private async Task<T> TakeTurnAsync<T>(Func<T> work, T busy, CancellationToken cancel)
    {
        try
        {
            if (Interlocked.Increment(ref _inside) > Slots + options.Value.WaitingLine) return busy;
            await _slots.WaitAsync(cancel);
            try
            {
                return await Task.Run(work, CancellationToken.None);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }
}
