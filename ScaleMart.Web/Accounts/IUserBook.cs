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

    /// <summary>Those among these ids whom the shop knows.</summary>
    Task<IReadOnlyList<Account>> FindAsync(IReadOnlyCollection<string> ids, CancellationToken cancel = default);

    /// <summary>Whose e-mail begins so (it is trimmed and lower case already), in the order of their e-mails; at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Account>> ByEmailAsync(string beginning, int limit, CancellationToken cancel = default);

    Task<bool> HasAdminAsync(CancellationToken cancel = default);

    /// <summary>Those who are meant, newest first; nobody when the one they are to come after is unknown.</summary>
    Task<IReadOnlyList<Account>> ListAsync(UserQuery query, CancellationToken cancel = default);

    /// <summary>
    /// Writes role and lock of <paramref name="after"/> if they still are as <paramref name="before"/> has them. Whatever happens at
    /// the same time, somebody stays who is an admin and not locked.
    /// </summary>
    Task<UserChange> ChangeAsync(Account before, Account after, CancellationToken cancel = default);
}
