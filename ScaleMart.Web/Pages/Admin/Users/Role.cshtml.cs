using Microsoft.AspNetCore.Mvc;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Pages.Admin.Users;

/// <summary>Gives an account another role: the one that the address names.</summary>
public sealed class RoleModel(UserDesk desk) : UserAskModel(desk)
{
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    protected override string Act => "role";

    /// <summary>What someone of this role may, in a sentence.</summary>
    public static string Meaning(string role) => role switch
    {
        Roles.Admin => "Admins do everything: they steer sales, give money back, and lock others out.",
        Roles.Viewer => "Viewers see the whole back office and change nothing in it.",
        _ => "Shoppers buy. They do not see the back office.",
    };

    /// <summary>The role with its article.</summary>
    public static string A(string role) => role == Roles.Admin ? "an admin" : $"a {role}";

    protected override bool IsAsked => Roles.All.Contains(To);

    protected override Ask AskOf(Accounts.Account account, string back) => new($"Make {account.Name} {A(To!)}", $"Make {A(To!)}", back)
    {
        Follows =
        [
            $"{account.Email} is {A(account.Role)} now.",
            Meaning(To!),
            "In the back office it is so at once, in other browser pages within five minutes, for programs with their next token: at most 15 minutes.",
        ],
    };

    protected override Task<UserResult> ActAsync(string id, string reason, Actor who) => Desk.ChangeRoleAsync(id, To!, reason, who, CancellationToken.None);
}
