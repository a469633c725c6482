using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Api.Admin;
using ScaleMart.Web.Api.Reference;
using ScaleMart.Web.Stock.Json;

namespace ScaleMart.Web.Api;

/// <summary>
/// The shop for programs: the contract's JSON under <c>/api</c>, and its reference at <c>/docs</c>. It keeps nothing and decides
/// nothing; it reads, asks a desk, and words the answer. What may go wrong is always a problem with a code: a request that cannot be
/// read is 400, a store that does not answer 503, and what nobody foresaw 500 without its inside.
/// </summary>
public static class ApiSetup
{
    private const int LongestBody = 64 * 1024;

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<ApiOptions>().BindConfiguration("Bench", o => o.ErrorOnUnknownConfiguration = true);
        services.ConfigureHttpJsonOptions(o => JsonShape.Apply(o.SerializerOptions));
        // In every environment, so that a request that cannot be read is answered by FaultHandler in words, and not by an empty 400.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddProblemDetails(o => o.CustomizeProblemDetails = Complete).AddExceptionHandler<FaultHandler>();
        return services.AddReference();
    }

    /// <summary>Words refusals and faults under <c>/api</c> that no endpoint worded; to stand before authentication and routing's end.</summary>
    public static WebApplication UseApiProblems(this WebApplication app)
    {
        app.UseWhen(IsApi, api => api.UseExceptionHandler().UseStatusCodePages());
        return app;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api").WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        api.MapAuth();
        api.MapMe();
        api.MapSales();
        api.MapOrders();
        var admin = api.MapGroup("/admin").RequireAuthorization(Policies.ApiAdmin).ProducesProblems(401, 403);
        admin.MapAdminSales();
        admin.MapAdminOrders();
        admin.MapAdminQueue();
        admin.MapDashboard();
        admin.MapAdminTrail();
        admin.MapAdminUsers();
        if (app.Services.GetRequiredService<IOptions<ApiOptions>>().Value.Enabled) MapNoop(app);
        app.MapReference();
        return app;
    }

    internal static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api");

    private static void MapNoop(WebApplication app) =>
        app.MapPost("/api/noop", static (HttpContext http) =>
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }).AllowAnonymous().ExcludeFromDescription();

    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        problem.Detail ??= Problem.DetailOf(status);
        problem.Extensions.TryAdd("code", Problem.CodeOf(status));
    }
}
