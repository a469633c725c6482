namespace ScaleMart.Web.Accounts.Users;

/// <summary>
/// Which accounts are asked for, newest first. <paramref name="Text"/>: the beginning of an e-mail, a part of a name (in any case) or a
/// whole id; empty for everyone. <paramref name="Role"/>: null for any. <paramref name="After"/>: the id of the last one seen.
/// </summary>
public sealed record UserQuery(string Text = "", string? Role = null, bool LockedOnly = false, string? After = null, int Count = UserQuery.Page)
{
    /// <summary>How many come at a time unless more are asked for, and how many may be asked for.</summary>
    public const int Page = 50, Most = 200;
}
