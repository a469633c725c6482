namespace ScaleMart.Web.Accounts;

public enum RegisterOutcome
{
    Done,

    /// <summary><see cref="RegisterResult.Faults"/> says which field is wrong and why.</summary>
    Invalid,
    EmailTaken,

    /// <summary>Too many passwords wait to be hashed; nothing happened, try again in a few seconds.</summary>
    Busy,
}

/// <summary><paramref name="Faults"/>: field (<c>email</c>, <c>password</c>, <c>name</c>) to the sentence that a person is shown.</summary>
public sealed record RegisterResult(RegisterOutcome Outcome, Account? Account = null, IReadOnlyDictionary<string, string>? Faults = null);

public enum SignInOutcome
{
    Done,

    /// <summary>The e-mail is unknown or the password is wrong: nobody is told which, nor can tell by the time it took.</summary>
    InvalidCredentials,

    /// <summary>Too many passwords wait to be checked; try again in a few seconds.</summary>
    Busy,
}

public sealed record SignInResult(SignInOutcome Outcome, Account? Account = null);

/// <summary>Where people register and say who they are.</summary>
public sealed class AccountDesk
{
    /// <summary>Opens a shopper's account. The e-mail is trimmed and lower-cased first.</summary>
    public Task<RegisterResult> RegisterAsync(string email, string password, string name, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Checks the password. Whoever signs in on a page then calls <see cref="AccountCookie.SignInAsync"/>.</summary>
    public Task<SignInResult> SignInAsync(string email, string password, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Null for users that this store does not know; their tokens work all the same.</summary>
    public Task<Account?> FindAsync(string userId, CancellationToken cancel = default) => throw new NotSupportedException();
}
