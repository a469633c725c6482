using ScaleMart.Web.Operations.Balance;
using ScaleMart.Web.Operations.Figures;
using ScaleMart.Web.Operations.Health;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Operations;

/// <summary>
/// Is the shop well: health for machines, figures for the one who watches, and the audit that holds Redis against the ledger.
/// It keeps no truth of its own, only what the processes say of themselves, fifteen minutes of figures and the last verdict on each sale,
/// in Redis. What may go wrong: a store does not answer, and then readiness and the dashboard say which; a sale is too busy to settle,
/// and then its audit says so instead of guessing.
/// </summary>
public static class OperationsSetup
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<OperationsOptions>()
            .BindConfiguration("Operations", o => o.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations();
        services.AddBook<IPulseBook, SqlitePulseBook, MongoPulseBook>(SqlitePulseBook.Schema, MongoPulseBook.Indexes);
        services.AddSingleton<Pulse>().AddSingleton<Readiness>().AddHostedService<ShutdownGrace>();
        services.AddSingleton<Auditor>().AddSingleton<QueueBoard>().AddSingleton<QueueLook>().AddHostedService<QueueMeters>();
        services.AddSingleton<InstanceBoard>().AddSingleton<TrafficSampler>().AddHostedService<InstanceReporter>();
        services.AddSingleton<VerdictBoard>().AddSingleton<Judge>();
        services.AddSingleton<TickLog>().AddSingleton<Dashboard>().AddHostedService<TickRecorder>();
        services.AddOpenTelemetry().WithMetrics(Telemetry.Configure);
        return services;
    }

    /// <summary><c>/healthz/live</c>, <c>/healthz/ready</c> and <c>/metrics</c>, for anyone who can reach the process.</summary>
    public static WebApplication MapOperations(this WebApplication app)
    {
        var health = app.MapGroup("/healthz").ExcludeFromDescription().AllowAnonymous().DisableHttpMetrics();
        health.MapGet("/live", () => TypedResults.Text("alive"));
        health.MapGet("/ready", ReadyAsync);
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous();
        return app;
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        var report = await readiness.ReadAsync(http.RequestAborted);
        return TypedResults.Json(report, statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
