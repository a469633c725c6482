using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Accounts.Tokens;

/// <summary>
/// The framework's authentication, which asks JwtBearer once for each token: what it has verified is believed until the token ends.
/// Who calls the API is asked by its policies alone; nobody looks for a cookie there.
/// </summary>
internal sealed class RememberingAuthentication(
    KnownTokens known, IAuthenticationSchemeProvider schemes, IAuthenticationHandlerProvider handlers, IClaimsTransformation transform, IOptions<AuthenticationOptions> options)
    : AuthenticationService(schemes, handlers, transform, options)
{
    private const string Bearer = "Bearer ";
    private static readonly Task<AuthenticateResult> NotAsked = Task.FromResult(AuthenticateResult.NoResult());

    public override Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string? scheme)
    {
        // At the hub a token comes once a connection, and may be another than the header's.
        if (!context.Request.Path.StartsWithSegments("/api")) return base.AuthenticateAsync(context, scheme);
        if (scheme != JwtBearerDefaults.AuthenticationScheme) return NotAsked;
        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return base.AuthenticateAsync(context, scheme);
        var token = header.AsSpan(Bearer.Length).Trim();
        return known.Find(token) ?? VerifyAsync(context, token.ToString());
    }

    private async Task<AuthenticateResult> VerifyAsync(HttpContext context, string token)
    {
        var result = Bare(await base.AuthenticateAsync(context, JwtBearerDefaults.AuthenticationScheme));
        known.Learn(token, result);
        return result;
    }

    // JwtBearer's identity keeps the whole parsed token and its settings; what anybody here asks of it are these claims.
    private static AuthenticateResult Bare(AuthenticateResult verified)
    {
        if (verified is not { Succeeded: true, Principal.Identity: ClaimsIdentity whole }) return verified;
        var bare = new ClaimsIdentity(whole.AuthenticationType, whole.NameClaimType, whole.RoleClaimType);
        foreach (var type in new[] { "sub", "name", "email", "role" }) bare.AddClaims(whole.FindAll(type).Select(c => new Claim(type, c.Value)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(bare), verified.Properties, verified.Ticket.AuthenticationScheme));
    }
}
