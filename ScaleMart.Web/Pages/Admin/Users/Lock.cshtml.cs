using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Pages.Admin.Users;

/// <summary>Locks an account out.</summary>
public sealed class LockModel(UserDesk desk) : UserAskModel(desk)
{
    protected override string Act => "lock";

    protected override Ask AskOf(Accounts.Account account, string back) => new($"Lock {account.Name}", "Lock the account", back)
    {
        Follows =
        [
            $"{account.Email} cannot sign in any more, by page or by program.",
            "Browsers that are signed in are out within five minutes, in the back office at once. Live pages and access tokens end within 15 minutes.",
            "Their orders stay. What they hold and do not pay for in time goes back on sale.",
            "You can unlock the account later.",
        ],
    };

    protected override Task<UserResult> ActAsync(string id, string reason, Actor who) => Desk.LockAsync(id, reason, who, CancellationToken.None);
}
