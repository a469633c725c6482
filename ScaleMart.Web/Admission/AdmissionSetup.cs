using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Admission;

/// <summary>
/// Who may try now: one client address may not crowd out the others, nor try passwords without end. It keeps a count per
/// address in memory, for seconds, and forgets it with the process. What may go wrong: shoppers behind one address share its
/// limit, and behind a proxy that is not in the settings all of them do; a misspelt proxy stops the start.
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
        services.AddSingleton<Origins>();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, TrustedProxies>();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, AddressLimits>();
        services.AddRateLimiter(_ => { });
        return services;
    }

    /// <summary>
    /// Stands behind the error pages and before authentication: from here on the remote address is the client's, and whoever
    /// asks too often goes no further.
    /// </summary>
    public static IApplicationBuilder UseAdmission(this IApplicationBuilder app) => app.UseForwardedHeaders().UseRateLimiter();
}
