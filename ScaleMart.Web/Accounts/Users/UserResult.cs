namespace ScaleMart.Web.Accounts.Users;

public enum UserOutcome
{
    Done,
    NotFound,

    /// <summary>Nobody changes their own role or locks themselves.</summary>
    Yourself,

    /// <summary>Whoever acts is an admin no longer.</summary>
    NotAdmin,

    /// <summary>Nobody else is an admin who may sign in.</summary>
    LastAdmin,

    /// <summary>It is so already.</summary>
    Already,

    /// <summary>Others change this account at the same moment; try again.</summary>
    Busy,
}

/// <summary><paramref name="Account"/>: how it stands after the act; null where nobody knows.</summary>
public sealed record UserResult(UserOutcome Outcome, Account? Account = null);

/// <summary>Some accounts of a long list; <paramref name="Next"/> is the id to go on after, null at the end.</summary>
public sealed record UserList(IReadOnlyList<Account> Accounts, string? Next);

/// <summary>One account, and how many sign-ins of programs and apps can still be renewed.</summary>
public sealed record UserCard(Account Account, int RefreshFamilies);
