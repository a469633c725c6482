using System.Security.Cryptography;
using Scalar.AspNetCore;

namespace ScaleMart.Web.Api.Reference;

/// <summary>
/// The page at <c>/docs</c>, whose script and style come out of Scalar's package and out of no other host. Its inline scripts run
/// by a number used once; its styles are written by its script, attributes among them, which no such number can allow, so that
/// on this page alone inline style is allowed.
/// </summary>
internal static class ReferencePage
{
    // Scalar's validator tries whether it may compile code, and goes on without; asked not to try, it breaks no rule.
    private const string NoEval = "globalThis.__zod_globalConfig = { jitless: true }";

    public static void Compose(ScalarOptions page, HttpContext context)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy = Policy(nonce);
        page.WithTitle("ScaleMart API").WithOpenApiRoutePattern("/openapi/{documentName}.json").WithFavicon("/favicon.svg")
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp().HideClientButton().HideDeveloperTools()
            .AddPreferredSecuritySchemes("Bearer").WithNonce(nonce)
            .AddHeadContent($"<script nonce=\"{nonce}\">{NoEval}</script>");
    }

    private static string Policy(string nonce) =>
        $"default-src 'none'; script-src 'nonce-{nonce}' 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
}
