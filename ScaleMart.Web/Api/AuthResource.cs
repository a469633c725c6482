using ScaleMart.Web.Accounts;
using ScaleMart.Web.Accounts.Tokens;
using ScaleMart.Web.Admission;

namespace ScaleMart.Web.Api;

/// <summary>Registering and signing in for programs: <c>/api/auth</c>. Open to anyone, held back per address.</summary>
internal static class AuthResource
{
    private const string BusyRetrySeconds = "2";

    public static void MapAuth(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Accounts").AllowAnonymous();
        auth.MapPost("/register", RegisterAsync).RequireRateLimiting(Limits.Registration)
            .Produces<Registered>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
        auth.MapPost("/login", LoginAsync).RequireRateLimiting(Limits.SignIn)
            .Produces<Tokens>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status429TooManyRequests);
        auth.MapPost("/refresh", RefreshAsync).Produces<Tokens>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized);
        auth.MapPost("/logout", LogoutAsync).Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> RegisterAsync(RegisterRequest body, AccountDesk accounts, HttpContext context)
    {
        if (Missing(("email", body.Email), ("password", body.Password), ("name", body.Name)) is { } missing) return missing;
        var result = await accounts.RegisterAsync(body.Email!, body.Password!, body.Name!, context.RequestAborted);
        return result.Outcome switch
        {
            RegisterOutcome.Done => TypedResults.Created("/api/me", new Registered(result.Account!.Id, result.Account.Email, result.Account.Name)),
            RegisterOutcome.EmailTaken => Problem.Of(StatusCodes.Status409Conflict, "email_taken", "There is an account with this e-mail already."),
            RegisterOutcome.Busy => Busy(context),
            _ => Problem.Of(StatusCodes.Status400BadRequest, "invalid", string.Join(' ', result.Faults!.Values),
                new Dictionary<string, object?> { ["errors"] = result.Faults }),
        };
    }

    private static async Task<IResult> LoginAsync(LoginRequest body, AccountDesk accounts, TokenDesk tokens, HttpContext context)
    {
        if (Missing(("email", body.Email), ("password", body.Password)) is { } missing) return missing;
        var result = await accounts.SignInAsync(body.Email!, body.Password!, context.RequestAborted);
        return result.Outcome switch
        {
            SignInOutcome.Done => TypedResults.Ok(Tokens.Of(await tokens.IssueAsync(result.Account!, context.RequestAborted))),
            SignInOutcome.Locked => Problem.Of(StatusCodes.Status401Unauthorized, "invalid_credentials", "This account is locked. Ask the shop."),
            SignInOutcome.Busy => Busy(context),
            _ => Problem.Of(StatusCodes.Status401Unauthorized, "invalid_credentials", "The e-mail or the password is wrong."),
        };
    }

    private static async Task<IResult> RefreshAsync(RefreshRequest body, TokenDesk tokens, CancellationToken cancel)
    {
        if (Missing(("refreshToken", body.RefreshToken)) is { } missing) return missing;
        return await tokens.RefreshAsync(body.RefreshToken!, cancel) is { } pair
            ? TypedResults.Ok(Tokens.Of(pair))
            : Problem.Of(StatusCodes.Status401Unauthorized, "unauthenticated", "The refresh token is unknown, spent or expired, or its account is locked. Sign in again.");
    }

    private static async Task<IResult> LogoutAsync(RefreshRequest body, TokenDesk tokens, CancellationToken cancel)
    {
        if (Missing(("refreshToken", body.RefreshToken)) is { } missing) return missing;
        await tokens.RevokeAsync(body.RefreshToken!, cancel);
        return TypedResults.NoContent();
    }

    private static IResult? Missing(params (string Name, string? Value)[] members) =>
        members.Where(member => member.Value is null).Select(member => member.Name).ToArray() is { Length: > 0 } names
            ? Problem.Of(StatusCodes.Status400BadRequest, "invalid", $"The body lacks: {string.Join(", ", names)}.")
            : null;

    private static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = BusyRetrySeconds;
        return Problem.Of(StatusCodes.Status429TooManyRequests, "rate_limited", "Too many people are signing in at this moment. Nothing happened; try again shortly.");
    }

    internal sealed record RegisterRequest(string? Email, string? Password, string? Name);

    internal sealed record LoginRequest(string? Email, string? Password);

    internal sealed record RefreshRequest(string? RefreshToken);

    internal sealed record Registered(string Id, string Email, string Name);

    /// <summary><paramref name="ExpiresIn"/>: seconds that the access token has left.</summary>
    internal sealed record Tokens(string AccessToken, string TokenType, int ExpiresIn, string RefreshToken)
    {
        public static Tokens Of(TokenPair pair) => new(pair.AccessToken, "Bearer", (int)pair.ExpiresIn.TotalSeconds, pair.RefreshToken);
    }
}
