namespace ScaleMart.Web.Accounts.Users;

/// <summary>What became of a change of role or lock in the book.</summary>
public enum UserChange
{
    Done,

    /// <summary>The account is not, or no longer, as it was taken to be, or is being changed by someone else; nothing was written.</summary>
    Outdated,

    /// <summary>Nobody else is an admin who may sign in; nothing was written.</summary>
    LastAdmin,
}
