using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin.Users;

/// <summary>Why an act on an account did not happen, in words, and the status that goes with it.</summary>
public sealed record Verdict(int Status, Notice Notice)
{
    public static Verdict Of(UserOutcome outcome) => outcome switch
    {
        UserOutcome.Yourself => new(409, new("This is your own account", "Nobody changes their own role, and nobody locks or unlocks themselves. Another admin can.")),
        UserOutcome.NotAdmin => new(403, new("You are an admin no longer", "Somebody has changed your role or locked your account. Nothing was changed here.")),
        UserOutcome.LastAdmin => new(409, new("The last admin", "Nobody else is an admin who may sign in. Make another one first.")),
        UserOutcome.Already => new(409, new("It is so already", "Somebody else was quicker. Nothing was changed.", "wait")),
        UserOutcome.Busy => new(409, new("Two at the same time", "Somebody else is changing this account at this moment. Look at it, and try again.", "wait")),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };

    /// <summary>What to say after an act was done; null for a word that no act leaves behind.</summary>
    public static Notice? Done(string? act, Accounts.Account account) => act switch
    {
        "role" => new($"The role is {account.Role} now", "In force in the back office at once, elsewhere within minutes.", "good"),
        "lock" => new("The account is locked", "It cannot sign in. What is still signed in ends within 15 minutes.", "good"),
        "unlock" => new("The account is unlocked", "It can sign in again.", "good"),
        _ => null,
    };
}
