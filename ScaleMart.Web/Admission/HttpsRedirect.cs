using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Admission;

/// <summary>
/// Sends what came over http to https. It stands behind the forwarded headers: what a trusted proxy took over https counts as
/// that. Not a permanent redirect, so that the setting can be taken back.
/// </summary>
internal sealed class HttpsRedirect(IOptions<HttpsOptions> options, ILogger<HttpsRedirect> log) : IMiddleware
{
    private static readonly PathString[] ForInside = ["/healthz", "/metrics"];
    private int _warned;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if (request.IsHttps || ForInside.Any(p => request.Path.StartsWithSegments(p))) return next(context);
        // Only a proxy that nobody trusts leaves this header standing. It would send the browser back here for ever.
        if (request.Headers["X-Forwarded-Proto"].ToString().Contains("https", StringComparison.OrdinalIgnoreCase))
        {
            if (Interlocked.Exchange(ref _warned, 1) == 0) log.ProxyNotTrusted(context.Connection.RemoteIpAddress);
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = UriHelper.BuildAbsolute("https", HostOf(request), request.PathBase, request.Path, request.QueryString);
        return Task.CompletedTask;
    }

    private HostString HostOf(HttpRequest request) =>
        options.Value.Port == 443 ? new HostString(request.Host.Host) : new HostString(request.Host.Host, options.Value.Port);
}
