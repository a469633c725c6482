using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Admission;
using ScaleMart.Web.Api;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>The files that ship the shop name ports, hosts and settings to one another; each name means the same everywhere.</summary>
public sealed partial class AgreementTests
{
    private static readonly Dictionary<string, string> Filled = new()
    {
        ["JWT_SIGNING_KEY"] = ShopSettings.SigningKey,
        ["ADMIN_EMAIL"] = ShopSettings.AdminEmail,
        ["ADMIN_PASSWORD"] = ShopSettings.AdminPassword,
    };

    private static readonly string Haproxy = File.ReadAllText(Repository.PathOf("deploy", "haproxy.cfg"));

    private static Dictionary<string, string> Environment => ComposeFile.EnvironmentOf("web1", Filled);

    [Fact]
    public Task The_shop_takes_exactly_the_settings_that_the_compose_file_gives() => ValidateAsync(Environment);

    [Theory]
    [InlineData("Operations__ShutdownGraceSeconds", "Operations__ShutdownGrace")]
    [InlineData("Admission__TrustedProxies__0", "Admission__TrustedProxy__0")]
    [InlineData("Https__Redirect", "Https__Redirects")]
    public async Task One_that_it_does_not_know_would_stop_it(string right, string wrong)
    {
        var settings = Environment;
        Assert.True(settings.Remove(right, out var value));
        settings[wrong] = value!;
        await Assert.ThrowsAsync<InvalidOperationException>(() => ValidateAsync(settings));
    }

    [Fact]
    public void The_readme_explains_every_setting_that_the_compose_file_gives()
    {
        var explained = SettingName().Matches(File.ReadAllText(Repository.PathOf("README.md"))).Select(m => m.Groups[1].Value).ToHashSet();
        var given = Environment.Keys.Where(k => k != "ASPNETCORE_ENVIRONMENT").Select(k => Index().Replace(k.Replace("__", ":", StringComparison.Ordinal), ""));
        Assert.Empty(given.Except(explained));
    }

    [Fact]
    public void Haproxy_names_the_web_servers_at_the_port_where_they_listen()
    {
        var port = Dockerfile.Only("EXPOSE");
        Assert.Equal($"ASPNETCORE_HTTP_PORTS={port}", Dockerfile.Only("ENV"));
        Assert.Contains($":{port}/healthz/ready", Dockerfile.Only("HEALTHCHECK"), StringComparison.Ordinal);
        var webs = ComposeFile.Json["services"]!.AsObject().Where(s => s.Value!["build"] is not null).Select(s => s.Key).ToArray();
        Assert.Equal(["web1", "web2"], webs);
        foreach (var backend in Haproxy.Split("\nbackend ")[1..])
            Assert.Equal(webs.Select(w => $"{w} {w}:{port}"), Server().Matches(backend).Select(m => m.Groups[1].Value));
    }

    [Fact]
    public void Haproxy_may_open_as_many_files_as_its_connections_need()
    {
        var connections = int.Parse(MaxConn().Match(Haproxy).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.InRange(ComposeFile.Service("haproxy")["ulimits"]!["nofile"]!.GetValue<long>(), (2 * connections) + 100, long.MaxValue);
    }

    [Fact]
    public void The_published_port_is_one_that_haproxy_binds()
    {
        var inside = ComposeFile.Service("haproxy")["ports"]![0]!.GetValue<string>().Split(':')[^1];
        Assert.Contains($"\n    bind :{inside}\n", Haproxy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_web_servers_believe_the_network_that_haproxy_is_in() =>
        Assert.Equal(ComposeFile.Json["networks"]!["front"]!["ipam"]!["config"]![0]!["subnet"]!.GetValue<string>(), Environment["Admission__TrustedProxies__0"]);

    [Fact]
    public void The_stores_are_where_the_connection_strings_say()
    {
        Assert.NotNull(ComposeFile.Service(Environment["ConnectionStrings__Redis"].Split(':')[0]));
        var mongo = new Uri(Environment["ConnectionStrings__MongoDB"]);
        var set = mongo.Query["?replicaSet=".Length..];
        Assert.Contains(set, ComposeFile.Service(mongo.Host)["command"]!.AsArray().Select(w => w!.GetValue<string>()));
        Assert.Contains($"_id: '{set}', members: [{{ _id: 0, host: '{mongo.Host}:27017' }}]", ComposeFile.Service(mongo.Host)["healthcheck"]!["test"]![4]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Haproxy_looks_away_before_a_server_closes_and_docker_waits_for_both()
    {
        var check = Check().Match(Haproxy);
        int Figure(string name) => int.Parse(check.Groups[name].Value, CultureInfo.InvariantCulture);
        var grace = int.Parse(Environment["Operations__ShutdownGraceSeconds"], CultureInfo.InvariantCulture);
        // A look may have just passed when the server was told: one interval more than the bad looks take.
        Assert.InRange(Figure("inter") * (Figure("fall") + 1), 1, grace - 1);
        var patience = int.Parse(ComposeFile.Service("web1")["stop_grace_period"]!.GetValue<string>().TrimEnd('s'), CultureInfo.InvariantCulture);
        Assert.InRange(patience, grace + 30, 120);
        Assert.Contains("uri /healthz/ready", Haproxy, StringComparison.Ordinal);
    }

    // Program's own list of rooms, built as far as the check of all settings.
    private static async Task ValidateAsync(Dictionary<string, string> environment)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment["ASPNETCORE_ENVIRONMENT"] });
        foreach (var (key, value) in environment) builder.Configuration[key.Replace("__", ":", StringComparison.Ordinal)] = value;
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting().AddStorage(builder.Configuration).AddAccounts(builder.Configuration).AddSales().AddStock()
            .AddAdmission(builder.Configuration).AddOrders().AddOperations().AddPages().AddApi();
        await using var app = builder.Build();
        app.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    [GeneratedRegex(@"`(\w+:\w+)`")]
    private static partial Regex SettingName();

    [GeneratedRegex(@":\d+$")]
    private static partial Regex Index();

    [GeneratedRegex(@"\n +server (\S+ \S+)")]
    private static partial Regex Server();

    [GeneratedRegex(@"\n +maxconn (\d+)")]
    private static partial Regex MaxConn();

    [GeneratedRegex(@"inter (?<inter>\d+)s fall (?<fall>\d+)")]
    private static partial Regex Check();
}
