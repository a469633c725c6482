using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace ScaleMart.Web.Operations;

/// <summary>What <c>/metrics</c> shows: requests, the runtime, and every meter of the shop, whose names begin with "ScaleMart.".</summary>
internal static class Telemetry
{
    // Seconds, from half a millisecond: an order is accepted in few of them.
    private static readonly double[] Seconds = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    // Orders in one script, in powers of two.
    private static readonly double[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

    public static void Configure(MeterProviderBuilder metrics) => metrics
        .ConfigureResource(r => r.AddService("scalemart"))
        .AddRuntimeInstrumentation()
        .AddMeter("ScaleMart.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.RateLimiting")
        .AddView(Buckets)
        .AddPrometheusExporter();

    private static MetricStreamConfiguration? Buckets(Instrument instrument)
    {
        if (!instrument.Meter.Name.StartsWith("ScaleMart.", StringComparison.Ordinal)) return null;
        var kind = instrument.GetType();
        if (!kind.IsGenericType || kind.GetGenericTypeDefinition() != typeof(Histogram<>)) return null;
        return new ExplicitBucketHistogramConfiguration { Boundaries = instrument.Unit == "s" ? Seconds : Counts };
    }
}
