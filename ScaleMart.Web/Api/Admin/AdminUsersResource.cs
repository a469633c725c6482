using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Users;
using ScaleMart.Web.Api.Json;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Api.Admin;

/// <summary><c>/api/admin/users</c>: who has registered, what they may, and who is locked out.</summary>
internal static class AdminUsersResource
{
    private static readonly string RoleRule = $"must be one of {string.Join(", ", Roles.All)}";

    public static void MapAdminUsers(this IEndpointRouteBuilder admin)
    {
        var users = admin.MapGroup("/users").WithTags("Admin: users");
        users.MapGet("", ListAsync).WithSummary("Who has registered, newest first")
            .WithDescription("`query`: the beginning of an e-mail, a part of a name in any case, or a whole id. `next` is what to send as `after` for the next ones, null at the end. `limit` is 50 unless given, at most 200.")
            .Produces<UsersJson>().ProducesProblems(400, 503);
        users.MapGet("/{id}", FindAsync).WithSummary("One account").WithDescription("`refreshFamilies`: how many sign-ins by the API can still be renewed.")
            .Produces<UserCardJson>().ProducesProblems(404, 503);
        users.MapPost("/{id}/role", RoleAsync).WithSummary("Give another role")
            .WithDescription("In force in the back office at once, elsewhere in browsers within five minutes, in access tokens with their next refresh. Nobody changes their own role, and one unlocked admin always stays: else 409 `not_allowed`.")
            .Produces<UserJson>().ProducesProblems(400, 404, 409, 503);
        users.MapPost("/{id}/lock", LockAsync).WithSummary("Lock an account")
            .WithDescription("It can no longer sign in or refresh; what is signed in ends within 15 minutes. Nobody locks themselves, and one unlocked admin always stays: else 409 `not_allowed`.")
            .Produces<UserJson>().ProducesProblems(400, 404, 409, 503);
        users.MapPost("/{id}/unlock", UnlockAsync).WithSummary("Let a locked account sign in again").Produces<UserJson>().ProducesProblems(400, 404, 409, 503);
    }

    private static async Task<IResult> ListAsync(string? query, string? role, bool? locked, string? after, int? limit, UserDesk desk, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(role) && !Roles.All.Contains(role)) return Problem.Invalid("role", RoleRule);
        if (limit is < 1 or > UserQuery.Most) return Problem.Invalid("limit", $"must be a whole number from 1 to {UserQuery.Most}");
        var found = await desk.SearchAsync(new UserQuery(query ?? "", OrNull(role), locked ?? false, OrNull(after), limit ?? UserQuery.Page), cancel);
        return TypedResults.Ok(new UsersJson([.. found.Accounts.Select(UserJson.Of)], found.Next));
    }

    private static async Task<IResult> FindAsync(string id, UserDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(id, cancel) is { } card ? TypedResults.Ok(UserCardJson.Of(card)) : Problem.NotFound("user");

    private static Task<IResult> RoleAsync(string id, RoleRequest request, HttpContext http, UserDesk desk) => request.Role is { } role && Roles.All.Contains(role)
        ? ActAsync(request.Reason, reason => desk.ChangeRoleAsync(id, role, reason, Caller.Acting(http), CancellationToken.None))
        : Task.FromResult(Problem.Invalid("role", RoleRule));

    private static Task<IResult> LockAsync(string id, ReasonRequest request, HttpContext http, UserDesk desk) =>
        ActAsync(request.Reason, reason => desk.LockAsync(id, reason, Caller.Acting(http), CancellationToken.None));

    private static Task<IResult> UnlockAsync(string id, ReasonRequest request, HttpContext http, UserDesk desk) =>
        ActAsync(request.Reason, reason => desk.UnlockAsync(id, reason, Caller.Acting(http), CancellationToken.None));

    private static async Task<IResult> ActAsync(string? reason, Func<string, Task<UserResult>> act)
    {
        if (!Reason.IsGiven(reason)) return Problem.Invalid("reason", Reason.Rule);
        var result = await act(reason!.Trim());
        return result.Outcome switch
        {
            UserOutcome.Done => TypedResults.Ok(UserJson.Of(result.Account!)),
            UserOutcome.NotFound => Problem.NotFound("user"),
            UserOutcome.NotAdmin => Problem.Of(403, "forbidden", "You are an admin no longer; your token only does not know it yet."),
            UserOutcome.Yourself => NotAllowed("Nobody changes their own role, and nobody locks or unlocks themselves. Ask another admin."),
            UserOutcome.LastAdmin => NotAllowed("This is the last admin who may sign in. Make another one first."),
            UserOutcome.Already => NotAllowed("The account is so already; nothing was changed."),
            UserOutcome.Busy => NotAllowed("Somebody else changes this account at the same moment. Look at it, and try again."),
            var unknown => throw new InvalidOperationException($"The desk answered {unknown}."),
        };
    }

    private static IResult NotAllowed(string why) => Problem.Of(409, "not_allowed", why);

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>The role to have, and why.</summary>
internal sealed record RoleRequest(string? Role, string? Reason);
