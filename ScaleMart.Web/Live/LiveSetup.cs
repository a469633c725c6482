using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Live.Broadcasting;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock.Json;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Live;

/// <summary>
/// Tells browsers what moves: a sale's stock to whoever watches it, an order to its owner alone, ticks to those who run the
/// shop. It keeps no truth, only who is connected, in memory and in two keys of its own in Redis. What may go wrong: a message
/// gets lost or Redis is away, and then pages are out of date until the next one; nobody's order waits for it.
/// </summary>
public static class LiveSetup
{
    private const string Path = "/hubs/live";
    private const int LongestMessage = 4 * 1024, UnreadBytes = 16 * 1024;

    public static IServiceCollection AddLive(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<LiveOptions>()
            .BindConfiguration("Live", o => o.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations();
        var signalR = services.AddSignalR(o =>
        {
            o.MaximumReceiveMessageSize = LongestMessage;
            o.MaximumParallelInvocationsPerClient = 1;
            o.AddFilter<HubFaults>();
        }).AddJsonProtocol(o => JsonShape.Apply(o.PayloadSerializerOptions));

        // The embedded Redis has one process, which needs nobody to carry its news.
        if (Stores.Of(configuration).Redis is not null)
        {
            signalR.AddStackExchangeRedis();
            services.AddSingleton<IConfigureOptions<RedisOptions>, Backplane>();
        }

        services.AddSingleton<Audience>();
        services.AddSingleton<IAudience>(provider => provider.GetRequiredService<Audience>());
        services.AddSingleton<CrowdBoard>();
        services.AddSingleton<LiveMeters>();
        services.AddSingleton<HubDoor>();
        services.AddSingleton<OrderNews>();
        services.AddSingleton<IOrderAnnouncer>(provider => provider.GetRequiredService<OrderNews>());
        services.AddHostedService<OrderTeller>();

        services.AddSingleton<Budget>();
        services.AddSingleton<Pace>();
        services.AddSingleton<TermsPace>();
        services.AddHostedService<Reporter>();
        services.AddHostedService<Broadcaster>();
        services.AddHostedService<DashboardTeller>();
        return services;
    }

    public static WebApplication MapLive(this WebApplication app)
    {
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Path), hub => hub.Use(app.Services.GetRequiredService<HubDoor>().PassAsync));
        // A connection lasts for hours: as a request's duration it would say nothing.
        app.MapHub<LiveHub>(Path, o =>
        {
            o.CloseOnAuthenticationExpiration = true;
            o.TransportMaxBufferSize = o.ApplicationMaxBufferSize = UnreadBytes;
        }).DisableHttpMetrics();
        return app;
    }
}
