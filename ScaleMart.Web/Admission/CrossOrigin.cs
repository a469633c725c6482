using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Admission;

/// <summary>
/// What browsers may let the pages of <c>Cors:Origins</c> do here: call the API, whose callers show a token and need no cookie,
/// and join the hub, whose clients may send theirs. Everything else stays this origin's own.
/// </summary>
internal sealed class CrossOrigin : ICorsPolicyProvider
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private readonly CorsPolicy? _api;
    private readonly CorsPolicy? _hub;

    public CrossOrigin(IOptions<CorsOptions> options)
    {
        var origins = options.Value.Origins;
        if (origins.Length == 0) return;
        _api = new CorsPolicyBuilder(origins).WithMethods("GET", "POST", "PUT", "DELETE").WithHeaders("Authorization", "Content-Type", "Idempotency-Key")
            .WithExposedHeaders("Location", "Retry-After", "Idempotency-Replayed").SetPreflightMaxAge(Remembered).Build();
        _hub = new CorsPolicyBuilder(origins).WithMethods("GET", "POST", "DELETE").WithHeaders("Authorization", "Content-Type", "X-Requested-With", "X-SignalR-User-Agent")
            .AllowCredentials().SetPreflightMaxAge(Remembered).Build();
    }

    public Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName) => Task.FromResult(
        context.Request.Path.StartsWithSegments("/api") ? _api
        : context.Request.Path.StartsWithSegments("/hubs") ? _hub
        : null);
}
