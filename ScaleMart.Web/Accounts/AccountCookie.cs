using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ScaleMart.Web.Accounts.Sessions;

namespace ScaleMart.Web.Accounts;

/// <summary>The pages' sign-in: a cookie that holds the same claims as a token, and the e-mail.</summary>
public static class AccountCookie
{
    /// <summary>The name of the authentication scheme and of the cookie.</summary>
    public const string Scheme = "scalemart";

    /// <summary>Signs the browser in for 14 days, longer while it is used, and until the account is locked.</summary>
    public static Task SignInAsync(HttpContext context, Account account)
    {
        var session = new AuthenticationProperties { IsPersistent = true };
        SessionTimes.Begin(session, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        return context.SignInAsync(Scheme, PrincipalOf(account), session);
    }

    public static Task SignOutAsync(HttpContext context) => context.SignOutAsync(Scheme);

    internal static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Scheme;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = "/account/signin";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = context => context.HttpContext.RequestServices.GetRequiredService<SessionLook>().LookAsync(context);
        // The answer itself says 403, and the error page is drawn in its place; a redirect would end in a 200.
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    internal static ClaimsPrincipal PrincipalOf(Account account) => new(new ClaimsIdentity(
        [new("sub", account.Id), new("name", account.Name), new("email", account.Email), new("role", account.Role)], Scheme, "name", "role"));

    /// <summary>Whether the cookie says of the account what the account says of itself.</summary>
    internal static bool Tells(ClaimsPrincipal cookie, Account account) =>
        PrincipalOf(account).Claims.All(claim => cookie.HasClaim(claim.Type, claim.Value));
}
