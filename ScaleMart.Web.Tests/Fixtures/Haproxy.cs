using System.Text.RegularExpressions;
using ScaleMart.LoadTests.Processes;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>The real haproxy over deploy/haproxy.cfg, with the addresses of the tests' own web servers put in the place of compose's.</summary>
public sealed partial class Haproxy : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private Child? _process;

    /// <summary>Whoever comes in by the door.</summary>
    public ShopClient Outside { get; } = ShopClient.At(new Uri($"http://127.0.0.1:{FreePort.Draw()}"));

    public Uri Address => Outside.Http.BaseAddress!;

    public static string Program() =>
        Places.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no haproxy. ./test.sh installs it (Debian: apt-get install haproxy).");

    /// <summary>Returns when it lets somebody in.</summary>
    public static async Task<Haproxy> BeforeAsync(params IReadOnlyList<Uri> servers)
    {
        var door = new Haproxy();
        var file = Path.Combine(door._folder.Path, "haproxy.cfg");
        await File.WriteAllTextAsync(file, Settings(File.ReadAllText(Repository.PathOf("deploy", "haproxy.cfg")), door.Address, servers));
        try
        {
            door._process = Child.Start(Program(), ["-db", "-f", file]);
            await door._process.UntilAsync(door.IsOpenAsync, "haproxy lets somebody in", Patience);
            return door;
        }
        catch
        {
            await door.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Outside.Http.Dispose();
        if (_process is not null) await _process.DisposeAsync();
        _folder.Dispose();
    }

    // The two lines for web1 and web2 become as many as there are servers; one shop may stand for both.
    private static string Settings(string shipped, Uri door, IReadOnlyList<Uri> servers)
    {
        var text = shipped.Replace("bind :8080", $"bind {door.Authority}", StringComparison.Ordinal).Replace("maxconn 20000", "maxconn 500", StringComparison.Ordinal);
        text = Second().Replace(text, "");
        return First().Replace(text, line => string.Concat(servers.Select((server, n) =>
            line.Value.Replace("web1:8080", server.Authority, StringComparison.Ordinal).Replace("web1", $"web{n + 1}", StringComparison.Ordinal))));
    }

    private async Task<bool> IsOpenAsync()
    {
        try
        {
            return (await Outside.GetAsync("/healthz/ready")).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^    server web1 .*\n", RegexOptions.Multiline)]
    private static partial Regex First();

    [GeneratedRegex(@"^    server web2 .*\n", RegexOptions.Multiline)]
    private static partial Regex Second();
}
