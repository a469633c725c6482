using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Admission;

/// <summary>
/// Who may try now, from where: one client address may not crowd out the others, and a browser does nothing here for other
/// people's pages. It keeps a count per address in memory, for seconds, and forgets it with the process. What may go wrong:
/// shoppers behind one address share its limit, and behind a proxy that is not in the settings all of them do, and count as http.
/// </summary>
public static class AdmissionSetup
{
    public static IServiceCollection AddAdmission(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<AdmissionOptions>()
            .BindConfiguration("Admission", o => o.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations();
        services.AddSingleton<IValidateOptions<AdmissionOptions>, AdmissionOptionsCheck>();
        services.AddOptionsWithValidateOnStart<CorsOptions>().BindConfiguration("Cors", o => o.ErrorOnUnknownConfiguration = true);
        services.AddSingleton<IValidateOptions<CorsOptions>, CorsOptionsCheck>();
        services.AddOptionsWithValidateOnStart<HttpsOptions>()
            .BindConfiguration("Https", o => o.ErrorOnUnknownConfiguration = true).ValidateDataAnnotations();
        services.AddSingleton<Origins>().AddSingleton<ICorsPolicyProvider, CrossOrigin>().AddSingleton<HttpsRedirect>();
        services.Configure<KestrelServerOptions>(o => o.AddServerHeader = false);
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, TrustedProxies>();
        services.AddSingleton<TurnedAway>().AddSingleton<IConfigureOptions<RateLimiterOptions>, AddressLimits>();
        services.AddCors().AddRateLimiter(_ => { });
        return services;
    }

    /// <summary>Stands first of all: every answer carries what browsers must know of it.</summary>
    public static WebApplication UseShield(this WebApplication app)
    {
        app.Use(new Shield(app.Environment.IsProduction()).Before);
        return app;
    }

    /// <summary>
    /// Stands behind the error pages and before authentication: from here on the remote address is the client's, and whoever
    /// asks too often goes no further.
    /// </summary>
    public static WebApplication UseAdmission(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (app.Services.GetRequiredService<IOptions<HttpsOptions>>().Value.Redirect) app.UseMiddleware<HttpsRedirect>();
        app.UseCors();
        app.UseRateLimiter();
        return app;
    }
}
