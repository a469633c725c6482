using Microsoft.AspNetCore.Diagnostics;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Pages.Crowds;
using StackExchange.Redis;

namespace ScaleMart.Web.Pages;

/// <summary>
/// What a person sees: every page works without JavaScript, by keyboard and at 360 px, and says in kind words what the rooms
/// below answered. It keeps nothing but the forms' one cookie, and for a moment what a crowd is shown together. What may go wrong: a room below has no answer, and then the
/// page shows the last known figures marked as such, or the error page for that status.
/// </summary>
public static class PagesSetup
{
    /// <summary>Paths that programs read: their errors are not pages.</summary>
    private static readonly string[] ForPrograms = ["/api", "/hubs", "/healthz", "/metrics", "/openapi", "/docs"];

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton(typeof(Rounds<>)).AddSingleton<OneDrawing>();
        services.AddRouting(o => o.LowercaseUrls = true);
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "scalemart-form";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddRazorPages(o =>
        {
            o.Conventions.AuthorizePage("/Sales/Buy", Policies.Page);
            o.Conventions.AuthorizeFolder("/Orders", Policies.Page);
            o.Conventions.AuthorizePage("/Account/Index", Policies.Page);
            o.Conventions.AuthorizeFolder("/Admin", Policies.PageAdmin);
        });
        return services;
    }

    /// <summary>
    /// Stands first in the pipeline: whatever ends in an error without a body is shown as <c>/error/{code}</c>, except to
    /// programs. What faults programs meet is worded further in, by whoever serves them.
    /// </summary>
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        // Not in a branch: a branch has no routing of its own, and the error page would not be found from there.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = StatusOf });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.Use((context, next) =>
        {
            if (IsForProgram(context.Request.Path) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });
        return app;
    }

    public static void MapPages(this WebApplication app) => app.MapRazorPages().WithStaticAssets();

    private static bool IsForProgram(PathString path) => ForPrograms.Any(p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase));

    private static int StatusOf(Exception fault) => fault switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        RedisException or TimeoutException => StatusCodes.Status503ServiceUnavailable,
        // A form cannot be sealed while the keys for it cannot be read: the framework wraps what the store said.
        { InnerException: { } inner } => StatusOf(inner),
        _ => StatusCodes.Status500InternalServerError,
    };
}
