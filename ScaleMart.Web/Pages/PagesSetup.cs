using ScaleMart.Web.Accounts;

namespace ScaleMart.Web.Pages;

/// <summary>
/// What a person sees: every page works without JavaScript, by keyboard and at 360 px, and says in kind words what the rooms
/// below answered. It keeps nothing but the forms' one cookie. What may go wrong: a room below has no answer, and then the
/// page shows the last known figures marked as such, or the error page for that status.
/// </summary>
public static class PagesSetup
{
    /// <summary>Paths that programs read: their errors are not pages.</summary>
    private static readonly string[] Machines = ["/api", "/hubs", "/healthz", "/metrics", "/openapi", "/docs"];

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRouting(o => o.LowercaseUrls = true);
        services.AddAntiforgery(o => o.Cookie.Name = "scalemart-form");
        services.AddRazorPages(o =>
        {
            o.Conventions.AuthorizePage("/Sales/Buy", Policies.Page);
            o.Conventions.AuthorizeFolder("/Orders", Policies.Page);
            o.Conventions.AuthorizePage("/Account/Index", Policies.Page);
            o.Conventions.AuthorizeFolder("/Admin", Policies.PageAdmin);
        });
        return services;
    }

    /// <summary>Stands first in the pipeline: whatever ends in an error without a body is shown as <c>/error/{code}</c>, except to programs.</summary>
    public static IApplicationBuilder UseErrorPages(this IApplicationBuilder app) =>
        app.UseWhen(c => !Machines.Any(m => c.Request.Path.StartsWithSegments(m, StringComparison.OrdinalIgnoreCase)), pages =>
        {
            pages.UseExceptionHandler("/error/500");
            pages.UseStatusCodePagesWithReExecute("/error/{0}");
        });

    public static void MapPages(this WebApplication app) => app.MapRazorPages().WithStaticAssets();
}
