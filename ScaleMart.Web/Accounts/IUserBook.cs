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
}
