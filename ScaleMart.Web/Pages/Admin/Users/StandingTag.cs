using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin.Users;

/// <summary>Whether someone may sign in, as a tag.</summary>
public static class StandingTag
{
    public static StateTag Of(Accounts.Account account) => account.IsLocked ? new("gone", "Locked") : new("good", "Active");
}
