using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Admission;

/// <summary>Whose pages may speak to this shop from a browser: its own, and those of <c>Cors:Origins</c>.</summary>
public sealed class Origins(IOptions<CorsOptions> options)
{
    /// <summary>Programs that are no browsers send no origin, and need none. Stands behind the forwarded headers, so that the scheme is the browser's.</summary>
    public bool Allow(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        || options.Value.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
