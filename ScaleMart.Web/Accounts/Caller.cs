using System.Security.Claims;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Accounts;

/// <summary>Who is calling, read from the signed-in principal: the same claims in a cookie and in a token.</summary>
public static class Caller
{
    /// <summary>The user's id (<c>sub</c>).</summary>
    public static string Id(ClaimsPrincipal user) => user.FindFirstValue("sub") ?? throw new InvalidOperationException("The caller is not signed in.");

    /// <summary>The same as one who acts for the shop, with the address that the request came from.</summary>
    public static Actor Acting(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } dressed ? dressed.MapToIPv4() : http.Connection.RemoteIpAddress;
        return new(Id(http.User), Name(http.User) ?? Id(http.User), address?.ToString() ?? "");
    }

    public static string? Name(ClaimsPrincipal user) => user.FindFirstValue("name");

    public static bool IsSignedIn(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true;

    public static bool IsAdmin(ClaimsPrincipal user) => user.IsInRole("admin");

    /// <summary>At the hub a token comes in the header or, since a browser's WebSocket has none, in the query.</summary>
    public static bool BringsToken(HttpRequest request) => request.Headers.Authorization.Count > 0 || request.Query.ContainsKey("access_token");
}
