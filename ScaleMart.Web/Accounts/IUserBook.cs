using ScaleMart.Web.Accounts.Users;

namespace ScaleMart.Web.Accounts;

/// <summary>An account and what proves it: a BCrypt hash in the enhanced form.</summary>
public sealed record User(Account Account, string PasswordHash);

/// <summary>Everyone who has registered. An e-mail is there at most once.</summary>
public interface IUserBook
{
    /// <summary>False, and nothing written, when the e-mail is taken.</summary>
    Task<bool> AddAsync(User user, CancellationToken cancel = default);

    Task<User?> FindAsync(string id, CancellationToken cancel = default);

    Task<User?> FindByEmailAsync(string email, CancellationToken cancel = default);

    Task<bool> HasAdminAsync(CancellationToken cancel = default);

    /// <summary>Those who are meant, newest first; nobody when the one they are to come after is unknown.</summary>
    Task<IReadOnlyList<Account>> ListAsync(UserQuery query, CancellationToken cancel = default);

    /// <summary>
    /// Writes role and lock of <paramref name="after"/> if they still are as <paramref name="before"/> has them. Whatever happens at
    /// the same time, somebody stays who is an admin and not locked.
    /// </summary>
    Task<UserChange> ChangeAsync(Account before, Account after, CancellationToken cancel = default);
}
