using System.Text.RegularExpressions;
using NJsonSchema;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>No Docker engine runs here; what can be known of the compose file without one is known.</summary>
public sealed partial class ComposeTests
{
    private static readonly string[] Webs = ["web1", "web2"];

    [Fact]
    public async Task The_file_is_what_the_specification_allows() => Assert.Empty(await FaultsAsync(ComposeFile.Text));

    [Theory]
    [InlineData("read_only: true", "read_only: perhaps")]
    [InlineData("stop_grace_period:", "stop_graze_period:")]
    [InlineData("condition: service_healthy", "condition: service_well")]
    public async Task A_slip_in_it_would_be_found(string right, string wrong)
    {
        Assert.Contains(right, ComposeFile.Text, StringComparison.Ordinal);
        Assert.NotEmpty(await FaultsAsync(ComposeFile.Text.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Each_variable_is_in_the_example_and_no_other()
    {
        var example = Assignment().Matches(File.ReadAllText(Repository.PathOf(".env.example")));
        Assert.Equal(ComposeFile.Variables(), example.Select(a => a.Groups["name"].Value).Order(StringComparer.Ordinal));
        // What must be set is empty there, so that a copy that nobody filled in does not start.
        foreach (var name in new[] { "JWT_SIGNING_KEY", "ADMIN_EMAIL", "ADMIN_PASSWORD" })
        {
            Assert.Contains($"${{{name}:?", ComposeFile.Text, StringComparison.Ordinal);
            Assert.Equal("", example.Single(a => a.Groups["name"].Value == name).Groups["value"].Value);
        }
    }

    [Fact]
    public void A_file_with_secrets_is_kept_out_of_the_repository_and_of_the_image()
    {
        Assert.Contains(".env", File.ReadAllLines(Repository.PathOf(".gitignore")));
        Assert.False(BuildContext.Lets(".env"));
    }

    [Fact]
    public void A_web_server_may_write_nothing_gain_nothing_and_waits_for_its_stores()
    {
        foreach (var web in Webs.Select(ComposeFile.Service))
        {
            Assert.True(web["read_only"]!.GetValue<bool>());
            Assert.Equal("/tmp", web["tmpfs"]![0]!.GetValue<string>());
            Assert.Equal("ALL", web["cap_drop"]![0]!.GetValue<string>());
            Assert.Equal("no-new-privileges:true", web["security_opt"]![0]!.GetValue<string>());
            Assert.Equal(["mongo", "redis"], web["depends_on"]!.AsObject().Select(d => d.Key).Order(StringComparer.Ordinal));
            Assert.All(web["depends_on"]!.AsObject(), d => Assert.Equal("service_healthy", d.Value!["condition"]!.GetValue<string>()));
            Assert.NotNull(web["deploy"]!["resources"]!["limits"]!["memory"]);
            Assert.Null(web["ports"]);
        }
    }

    [Fact]
    public void The_stores_are_reached_by_nobody_but_the_web_servers()
    {
        Assert.True(ComposeFile.Json["networks"]!["back"]!["internal"]!.GetValue<bool>());
        foreach (var store in new[] { "redis", "mongo" })
        {
            Assert.Equal(["back"], ComposeFile.Service(store)["networks"]!.AsArray().Select(n => n!.GetValue<string>()));
            Assert.Null(ComposeFile.Service(store)["ports"]);
            Assert.NotNull(ComposeFile.Service(store)["healthcheck"]);
        }

        Assert.Equal(["front"], ComposeFile.Service("haproxy")["networks"]!.AsArray().Select(n => n!.GetValue<string>()));
    }

    [Fact]
    public void Every_file_that_is_mounted_exists_and_every_volume_is_declared()
    {
        var mounts = ComposeFile.Json["services"]!.AsObject().SelectMany(s => s.Value!["volumes"]?.AsArray().Select(v => v!.GetValue<string>().Split(':')[0]) ?? []).ToArray();
        Assert.NotEmpty(mounts);
        foreach (var mount in mounts)
        {
            if (mount.StartsWith('.')) Assert.True(File.Exists(Repository.PathOf(mount)), mount);
            else Assert.True(ComposeFile.Json["volumes"]!.AsObject().ContainsKey(mount), mount);
        }
    }

    [Fact]
    public void Redis_writes_before_it_answers_and_forgets_nothing()
    {
        var lines = File.ReadAllLines(Repository.PathOf("deploy", "redis.conf"));
        foreach (var line in new[] { "appendonly yes", "appendfsync always", "maxmemory-policy noeviction" }) Assert.Contains(line, lines);
        Assert.Contains("./deploy/redis.conf:/usr/local/etc/redis/redis.conf:ro", ComposeFile.Service("redis")["volumes"]!.AsArray().Select(v => v!.GetValue<string>()));
        Assert.Equal("/usr/local/etc/redis/redis.conf", ComposeFile.Service("redis")["command"]![1]!.GetValue<string>());
    }

    private static async Task<string[]> FaultsAsync(string yaml)
    {
        var schema = await JsonSchema.FromFileAsync(Repository.PathOf("ScaleMart.Web.Tests", "Delivery", "compose-spec.json"));
        return [.. schema.Validate(ComposeFile.Read(yaml).ToJsonString()).Select(f => f.ToString())];
    }

    [GeneratedRegex("^(?<name>[A-Z_]+)=(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Assignment();
}
