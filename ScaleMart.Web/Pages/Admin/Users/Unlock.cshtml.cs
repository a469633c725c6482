using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Pages.Admin.Users;

/// <summary>Lets a locked account sign in again.</summary>
public sealed class UnlockModel(UserDesk desk) : UserAskModel(desk)
{
    protected override string Act => "unlock";

    protected override Ask AskOf(Accounts.Account account, string back) => new($"Unlock {account.Name}", "Unlock the account", back)
    {
        Follows =
        [
            $"{account.Email} can sign in again at once, with the same password.",
            "What was signed in before the lock stays signed out.",
            $"The role is as it was: {account.Role}.",
        ],
    };

    protected override Task<UserResult> ActAsync(string id, string reason, Actor who) => Desk.UnlockAsync(id, reason, who, CancellationToken.None);
}
