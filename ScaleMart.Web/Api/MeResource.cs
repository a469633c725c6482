using System.Security.Claims;
using ScaleMart.Web.Accounts;

namespace ScaleMart.Web.Api;

/// <summary>The caller's own account: <c>/api/me</c>.</summary>
internal static class MeResource
{
    public static void MapMe(this RouteGroupBuilder api) =>
        api.MapGet("/me", FindAsync).WithTags("Accounts").RequireAuthorization(Policies.Api).Produces<Me>().ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Me> FindAsync(ClaimsPrincipal user, AccountDesk accounts, CancellationToken cancel) =>
        await accounts.FindAsync(Caller.Id(user), cancel) is { } account
            ? new Me(account.Id, account.Email, account.Name, account.Role)
            : new Me(Caller.Id(user), user.FindFirstValue("email"), Caller.Name(user), user.FindFirstValue("role"));

    /// <summary>For a user that only the token knows, what the token says; null where it says nothing.</summary>
    internal sealed record Me(string Id, string? Email, string? Name, string? Role);
}
