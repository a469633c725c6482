using System.Security.Claims;

namespace ScaleMart.Web.Accounts;

/// <summary>Who is calling, read from the signed-in principal: the same claims in a cookie and in a token.</summary>
public static class Caller
{
    /// <summary>The user's id (<c>sub</c>).</summary>
    public static string Id(ClaimsPrincipal user) => user.FindFirstValue("sub") ?? throw new InvalidOperationException("The caller is not signed in.");

    public static string? Name(ClaimsPrincipal user) => user.FindFirstValue("name");

    public static bool IsSignedIn(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true;

    public static bool IsAdmin(ClaimsPrincipal user) => user.IsInRole("admin");
}
