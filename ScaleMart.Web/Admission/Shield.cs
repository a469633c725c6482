using Microsoft.Extensions.Primitives;

namespace ScaleMart.Web.Admission;

/// <summary>
/// What browsers are told with every answer, whoever gave it: to run and to load nothing that is not ours, to be framed by
/// nobody, to guess no types, to tell others little, and to keep nothing that is somebody's own.
/// </summary>
internal sealed class Shield(bool isProduction)
{
    private const string Pages =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: https:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    // A drawing carries its own style element, and opened by itself it is a document that could carry more.
    private const string Drawings = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";

    // One array each for the life of the process, so that an answer costs no memory for them.
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Referrer = "strict-origin-when-cross-origin";
    private static readonly StringValues NoFrame = "DENY";
    private static readonly StringValues NoDevices = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues PagesPolicy = Pages;
    private static readonly StringValues DrawingsPolicy = Drawings;
    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues OneYear = "max-age=31536000";

    public RequestDelegate Before(RequestDelegate next) => context =>
    {
        // At the last moment, because an error page begins by clearing what was set before it.
        context.Response.OnStarting(TellAsync, context);
        return next(context);
    };

    private Task TellAsync(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = Referrer;
        headers.XFrameOptions = NoFrame;
        headers["Permissions-Policy"] = NoDevices;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = IsDrawing(context.Response) ? DrawingsPolicy : PagesPolicy;
        if (headers.CacheControl.Count == 0 && IsSomebodys(context)) headers.CacheControl = NoStore;
        if (isProduction && context.Request.IsHttps) headers.StrictTransportSecurity = OneYear;
        return Task.CompletedTask;
    }

    private static bool IsDrawing(HttpResponse response) => response.ContentType?.StartsWith("image/svg", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsSomebodys(HttpContext context) => context.User.Identity?.IsAuthenticated == true || context.Request.Path.StartsWithSegments("/api");
}
