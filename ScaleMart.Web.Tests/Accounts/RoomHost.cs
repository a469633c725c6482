using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Tests.Accounts;

/// <summary>
/// The front door alone on a real port: accounts and admission over real documents, and a few endpoints that stand behind
/// their policies and limits.
/// </summary>
public sealed class RoomHost : IAsyncDisposable
{
    private static readonly (string, string)[] Usual =
        [("urls", "http://127.0.0.1:0"), ("Accounts:WorkFactor", "4"), ("Admin:Email", "boss@example.com"), ("Admin:Password", "a good password")];

    private readonly WebApplication _app;

    private RoomHost(string folder, WebApplication app) => (Folder, _app) = (folder, app);

    public string Folder { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public IServiceProvider Shop => _app.Services;

    public static Task<RoomHost> StartAsync(params (string Key, string Value)[] settings) => StartAsync(_ => { }, settings);

    /// <summary>The same with more endpoints of the test's own.</summary>
    public static Task<RoomHost> WithAsync(Action<WebApplication> more) => StartAsync(more, []);

    private static async Task<RoomHost> StartAsync(Action<WebApplication> more, (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("scalemart-door-").FullName;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        foreach (var (key, value) in Usual.Concat(settings)) builder.Configuration[key] = value;
        builder.Environment.EnvironmentName = builder.Configuration["environment"] ?? "Development";
        builder.Services.AddSingleton(new Stores(null, null)).AddSingleton(_ => new DataDirectory(folder)).AddSingleton<SqliteDoor>();
        builder.Services.AddAccounts(builder.Configuration).AddAdmission(builder.Configuration).AddProblemDetails();
        var app = builder.Build();
        app.UseShield();
        app.UseExceptionHandler(broken => broken.Run(_ => Task.CompletedTask));
        app.UseAdmission();
        app.UseAuthentication();
        app.UseAuthorization();
        Map(app);
        more(app);
        var host = new RoomHost(folder, app);
        var started = false;
        try
        {
            await app.StartAsync();
            host.Http.BaseAddress = new Uri(app.Urls.Single());
            started = true;
            return host;
        }
        finally
        {
            if (!started) await host.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static void Map(WebApplication app)
    {
        string[] looksAndChanges = ["GET", "HEAD", "POST", "DELETE"];
        app.MapGet("/who", (HttpContext c) => $"{c.User.FindFirst("sub")?.Value}|{c.Connection.RemoteIpAddress}|{c.Request.Scheme}");
        app.MapGet("/broken", string () => throw new InvalidOperationException());
        app.MapGet("/hubs/who", (HttpContext c) => c.User.FindFirst("sub")?.Value ?? "nobody");
        app.MapMethods("/api/mine", looksAndChanges, (HttpContext c) => Caller.Id(c.User)).RequireAuthorization(Policies.Api);
        app.MapMethods("/api/admin", looksAndChanges, () => "ok").RequireAuthorization(Policies.ApiAdmin);
        app.MapMethods("/mine", looksAndChanges, (HttpContext c) => $"{Caller.Id(c.User)}|{Caller.Name(c.User)}|{Caller.IsAdmin(c.User)}").RequireAuthorization(Policies.Page);
        app.MapMethods("/admin", looksAndChanges, () => "ok").RequireAuthorization(Policies.PageAdmin);
        app.MapPost("/in/{role}", (HttpContext c, string role) => AccountCookie.SignInAsync(c, new Account("u1", "u1@example.com", "Una", role, TimeProvider.System.GetUtcNow())));
        app.MapPost("/out", AccountCookie.SignOutAsync);
        app.MapMethods("/account/signin", looksAndChanges, () => "ok").RequireRateLimiting(Limits.SignIn);
        app.MapMethods("/account/register", looksAndChanges, () => "ok").RequireRateLimiting(Limits.Registration);
        app.MapMethods("/api/orders", looksAndChanges, () => "ok").RequireRateLimiting(Limits.Orders);
    }
}
