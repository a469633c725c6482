using ScaleMart.Web.Storage;

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

    /// <summary>The password is right, and the account is locked.</summary>
    Locked,

    /// <summary>Too many passwords wait to be checked; try again in a few seconds.</summary>
    Busy,
}

public sealed record SignInResult(SignInOutcome Outcome, Account? Account = null);

/// <summary>Where people register and say who they are.</summary>
public sealed class AccountDesk(IUserBook users, Passwords passwords, TimeProvider time)
{
    /// <summary>Opens a shopper's account. The e-mail is trimmed and lower-cased first.</summary>
    public async Task<RegisterResult> RegisterAsync(string email, string password, string name, CancellationToken cancel = default)
    {
        var registration = Registration.From(email, password, name);
        if (registration.Faults.Count > 0) return new(RegisterOutcome.Invalid, Faults: registration.Faults);
        // Looked up before the costly hash; whether it is still free is settled by the book's unique e-mail.
        if (await users.FindByEmailAsync(registration.Email, cancel) is not null) return new(RegisterOutcome.EmailTaken);
        if (await passwords.HashAsync(password, cancel) is not { } hash) return new(RegisterOutcome.Busy);
        var account = new Account(Ids.New(), registration.Email, registration.Name, Roles.Shopper, time.GetUtcNow());
        return await users.AddAsync(new User(account, hash), cancel) ? new(RegisterOutcome.Done, account) : new(RegisterOutcome.EmailTaken);
    }

    /// <summary>Checks the password. Whoever signs in on a page then calls <see cref="AccountCookie.SignInAsync"/>.</summary>
    public async Task<SignInResult> SignInAsync(string email, string password, CancellationToken cancel = default)
    {
        var user = await users.FindByEmailAsync(Registration.TidyEmail(email), cancel);
        return await passwords.CheckAsync(password, user?.PasswordHash, cancel) switch
        {
            PasswordVerdict.Right when user!.Account.IsLocked => new(SignInOutcome.Locked),
            PasswordVerdict.Right => new(SignInOutcome.Done, user.Account),
            PasswordVerdict.Wrong => new(SignInOutcome.InvalidCredentials),
            _ => new(SignInOutcome.Busy),
        };
    }

    /// <summary>Null for users that this store does not know; their tokens work all the same.</summary>
    public async Task<Account?> FindAsync(string userId, CancellationToken cancel = default) => (await users.FindAsync(userId, cancel))?.Account;
}
