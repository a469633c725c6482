using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace ScaleMart.Web.Accounts.Tokens;

/// <summary>How the API reads access tokens, and how it says no: 401 and 403 as problems with a code.</summary>
internal sealed class BearerSetup(AccessTokens tokens) : IConfigureNamedOptions<JwtBearerOptions>
{
    private const int LongestSubject = 128;

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = AccessTokens.Issuer,
            ValidAudience = AccessTokens.Issuer,
            IssuerSigningKey = tokens.Key,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ClockSkew = TimeSpan.Zero,
            NameClaimType = "name",
            RoleClaimType = "role",
        };
        options.Events = new JwtBearerEvents
        {
            OnMessageReceived = FindTokenOfHub,
            OnTokenValidated = RefuseOddSubject,
            OnChallenge = AnswerUnauthenticatedAsync,
            OnForbidden = context => AnswerAsync(context.HttpContext, StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow this."),
        };
    }

    // A browser cannot send headers with a WebSocket; SignalR's clients put the token into the query instead.
    private static Task FindTokenOfHub(MessageReceivedContext context)
    {
        if (context.HttpContext.Request.Path.StartsWithSegments("/hubs") && context.Request.Query["access_token"].ToString() is { Length: > 0 } token)
            context.Token = token;
        return Task.CompletedTask;
    }

    // Tokens may be minted elsewhere, and a user's id is part of records whose fields are parted by tabs.
    private static Task RefuseOddSubject(TokenValidatedContext context)
    {
        if (context.Principal?.FindFirst("sub")?.Value is not { Length: > 0 and <= LongestSubject } subject || subject.Any(char.IsControl))
            context.Fail($"The token's sub must be 1 to {LongestSubject} characters without control characters.");
        return Task.CompletedTask;
    }

    private static Task AnswerUnauthenticatedAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = context.AuthenticateFailure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return AnswerAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "unauthenticated",
            context.AuthenticateFailure is null ? "Sign in and send the access token: Authorization: Bearer …" : "The access token does not verify or has expired.");
    }

    private static Task AnswerAsync(HttpContext context, int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code }).ExecuteAsync(context);
}
