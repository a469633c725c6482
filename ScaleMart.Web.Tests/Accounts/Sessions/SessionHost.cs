using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Standin;
using Xunit;

namespace ScaleMart.Web.Tests.Accounts.Sessions;

/// <summary>Cookies alone on a real port, over accounts in a MongoDB that can be stopped, by a clock that moves when the test says so.</summary>
public sealed class SessionHost : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private WebApplication? _app;

    public MongoStandin Mongo { get; } = new();

    public HandTimer Clock { get; } = new();

    public IUserBook Book => _app!.Services.GetRequiredService<IUserBook>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Environment.EnvironmentName = "Production";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Jwt:SigningKey"] = ShopSettings.SigningKey;
        builder.Services.AddSingleton<TimeProvider>(Clock).AddSingleton(new Stores(null, Mongo.ConnectionString())).AddSingleton<MongoDoor>();
        builder.Services.AddAccounts(builder.Configuration).AddDataProtection().UseEphemeralDataProtectionProvider();
        _app = builder.Build();
        _app.UseAuthentication();
        _app.MapPost("/in/{id}", async (HttpContext c, string id) => await AccountCookie.SignInAsync(c, (await Book.FindAsync(id))!.Account));
        foreach (var path in new[] { "/who", "/admin/who", "/hubs/who" }) _app.MapGet(path, Who);
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task<Account> AddAsync(string role = Roles.Shopper, string name = "Ann")
    {
        var account = new Account(Ids.New(), $"{Ids.New()}@example.com", name, role, Clock.GetUtcNow());
        Assert.True(await Book.AddAsync(new User(account, "$2a$04$hash")));
        return account;
    }

    public Task ForgetAsync(Account account) => _app!.Services.GetRequiredService<MongoDoor>()
        .RunAsync("users", users => users.DeleteOneAsync(MongoRecords.Where.Eq("_id", account.Id)), CancellationToken.None);

    /// <summary>The cookie of somebody who signs in now.</summary>
    public async Task<string> SignInAsync(Account account) => CookieOf(await _http.PostAsync($"/in/{account.Id}", null))!;

    /// <summary>
    /// Whom the shop takes the bearer of the cookie for (name, role, and the minutes until a connection opened now would end), and the
    /// cookie that they have afterwards: empty when it was taken away.
    /// </summary>
    public async Task<(string Who, string Cookie)> AskAsync(string path, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", cookie } } };
        using var answer = await _http.SendAsync(request);
        return (await answer.Content.ReadAsStringAsync(), CookieOf(answer) ?? cookie);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        await Mongo.DisposeAsync();
    }

    private string Who(HttpContext c)
    {
        var ends = c.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
        return Caller.IsSignedIn(c.User) ? $"{Caller.Name(c.User)} {c.User.FindFirst("role")!.Value} {(ends - Clock.GetUtcNow())?.TotalMinutes:0}" : "nobody";
    }

    private static string? CookieOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var set) && set.Single().Split(';')[0] is var cookie ? cookie == $"{AccountCookie.Scheme}=" ? "" : cookie : null;
}
