using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace ScaleMart.Web.Accounts;

/// <summary>The pages' sign-in: a cookie that holds the same claims as a token, and the e-mail.</summary>
public static class AccountCookie
{
    /// <summary>The name of the authentication scheme and of the cookie.</summary>
    public const string Scheme = "scalemart";

    /// <summary>Signs the browser in for 14 days, longer while it is used.</summary>
    public static Task SignInAsync(HttpContext context, Account account) =>
        context.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(
            [new("sub", account.Id), new("name", account.Name), new("email", account.Email), new("role", account.Role)], Scheme, "name", "role")));

    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(Scheme);
}
