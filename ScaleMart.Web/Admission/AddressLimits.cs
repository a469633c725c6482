using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Admission;

/// <summary>
/// One token bucket per limit and client address, full at first and filled again evenly. A bucket that is full and idle for
/// some seconds is forgotten, so that memory is bounded by how fast addresses come.
/// </summary>
internal sealed class AddressLimits(IOptions<AdmissionOptions> options, TurnedAway turnedAway) : IConfigureOptions<RateLimiterOptions>
{
    public void Configure(RateLimiterOptions limiter)
    {
        var limits = options.Value;
        limiter.AddPolicy(Limits.Orders, context => BucketOf(context, limits.PerAddressPerMinute));
        limiter.AddPolicy(Limits.SignIn, context => IsLook(context) ? Free : BucketOf(context, limits.SignInPerAddressPerMinute));
        limiter.AddPolicy(Limits.Registration, context => IsLook(context) ? Free : BucketOf(context, limits.RegisterPerAddressPerMinute));
        limiter.OnRejected = RejectAsync;
    }

    private static RateLimitPartition<IPAddress> Free => RateLimitPartition.GetNoLimiter(IPAddress.Any);

    private static RateLimitPartition<IPAddress> BucketOf(HttpContext context, int perMinute) =>
        RateLimitPartition.GetTokenBucketLimiter(ClientAddress.Of(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
        });

    private static bool IsLook(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    // A page's answer stays empty here; the error pages draw it.
    private async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancel)
    {
        var context = rejected.HttpContext;
        if (context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Limits.Orders) turnedAway.NoteOrder();
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        if (context.Request.Path.StartsWithSegments("/api"))
            await TypedResults.Problem("Too many attempts from your address. Try again in a moment.", statusCode: StatusCodes.Status429TooManyRequests,
                extensions: new Dictionary<string, object?> { ["code"] = "rate_limited" }).ExecuteAsync(context);
    }
}
