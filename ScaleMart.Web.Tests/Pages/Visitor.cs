using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Pages;

/// <summary>What a page answered: its status, its text, and where it sent the visitor.</summary>
public sealed record Seen(int Status, string Html, string? Location, HttpResponseMessage Answer);

/// <summary>Someone with a browser that follows no redirect: keeps cookies, reads pages, and posts forms with all that the form had.</summary>
public sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _http;

    public Visitor(ShopFixture shop) =>
        _http = new HttpClient(shop.Traced(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })) { BaseAddress = shop.Address };

    /// <summary>A visitor who has just opened an account.</summary>
    public static async Task<Visitor> RegisteredAsync(ShopFixture shop)
    {
        var visitor = new Visitor(shop);
        var seen = await visitor.PostAsync("/account/register", "/account/register", ("name", "Ann"), ("email", $"ann-{Ids.New(10)}@example.test"), ("password", "correct horse battery"));
        Assert.Equal(302, seen.Status);
        return visitor;
    }

    /// <summary>The admin at the desk.</summary>
    public static async Task<Visitor> AdminAsync(ShopFixture shop)
    {
        var visitor = new Visitor(shop);
        var seen = await visitor.PostAsync("/account/signin", "/account/signin", ("email", ShopSettings.AdminEmail), ("password", ShopSettings.AdminPassword));
        Assert.Equal(302, seen.Status);
        return visitor;
    }

    /// <summary>A new one who may look at all and change nothing.</summary>
    public static async Task<Visitor> ViewerAsync(ShopFixture shop)
    {
        var (email, password) = ($"viewer-{Ids.New(10)}@example.test", "correct horse battery");
        var hash = await shop.Services.GetRequiredService<Passwords>().HashAsync(password);
        var account = new Web.Accounts.Account(Ids.New(), email, "Vera", Roles.Viewer, TimeProvider.System.GetUtcNow());
        Assert.True(await shop.Services.GetRequiredService<IUserBook>().AddAsync(new User(account, hash!)));
        var visitor = new Visitor(shop);
        Assert.Equal(302, (await visitor.PostAsync("/account/signin", "/account/signin", ("email", email), ("password", password))).Status);
        return visitor;
    }

    public async Task<Seen> GetAsync(string path) => await ReadAsync(await _http.GetAsync(path));

    /// <summary>The same under a trace of the caller's choice, by which the shop's own doings for it can be told.</summary>
    public async Task<Seen> GetAsync(string path, ActivityTraceId trace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } } };
        return await ReadAsync(await _http.SendAsync(request));
    }

    /// <summary>Reads what the forms at a path hold, writes the given fields over it, and posts it all to another path.</summary>
    public async Task<Seen> PostAsync(string formAt, string path, params (string Name, string Value)[] fields)
    {
        var values = await FormAsync(formAt);
        foreach (var (name, value) in fields) values[name] = value;
        return await PostRawAsync(path, values);
    }

    /// <summary>What the forms at a path hold, hidden or shown.</summary>
    public async Task<Dictionary<string, string>> FormAsync(string path)
    {
        var form = await GetAsync(path);
        Assert.Equal(200, form.Status);
        return FormIn(form.Html);
    }

    /// <summary>The same of a page that was read already.</summary>
    public static Dictionary<string, string> FormIn(string html) => Filled().Matches(html).GroupBy(m => m.Groups["name"].Value).ToDictionary(g => g.Key, g => g.First().Groups["value"].Value);

    public async Task<Seen> PostRawAsync(string path, IReadOnlyDictionary<string, string> values)
    {
        using var body = new FormUrlEncodedContent(values);
        return await ReadAsync(await _http.PostAsync(path, body));
    }

    public void Dispose() => _http.Dispose();

    private static async Task<Seen> ReadAsync(HttpResponseMessage answer) =>
        new((int)answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.Location?.ToString(), answer);

    // Neither ticks nor choices: those count only when somebody made them.
    [GeneratedRegex("""<input(?![^>]*type="(checkbox|radio)")(?=[^>]*\sname="(?<name>[^"]+)")(?=[^>]*\svalue="(?<value>[^"]*)")[^>]*>|<textarea[^>]*\sname="(?<name>[^"]+)"[^>]*>(?<value>[^<]*)""")]
    private static partial Regex Filled();
}
