using System.Collections.Concurrent;
using System.Diagnostics;
using ScaleMart.LoadTests.Shop;
using ScaleMart.Web.Tests.Fixtures;
using Xunit;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>The real haproxy over deploy/haproxy.cfg, whose two web servers are one shop of the tests that trusts it.</summary>
public sealed class DoorFixture : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy"];
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _said = new();
    private Process? _haproxy;

    public ShopFixture Shop { get; } = ShopFixture.With(new Dictionary<string, string>
    {
        ["Admission:TrustedProxies:0"] = "127.0.0.1",
        ["Admission:SignInPerAddressPerMinute"] = "2",
    });

    /// <summary>Whoever comes in by the door.</summary>
    public ShopClient Outside { get; } = ShopClient.At(new Uri($"http://127.0.0.1:{FreePort.Draw()}"));

    public static string Program() =>
        Places.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("There is no haproxy. ./test.sh installs it (Debian: apt-get install haproxy).");

    public async ValueTask InitializeAsync()
    {
        await Shop.InitializeAsync();
        var file = Path.Combine(_folder.Path, "haproxy.cfg");
        var text = File.ReadAllText(Repository.PathOf("deploy", "haproxy.cfg"))
            .Replace("bind :8080", $"bind {Outside.Http.BaseAddress!.Authority}", StringComparison.Ordinal)
            .Replace("maxconn 20000", "maxconn 500", StringComparison.Ordinal)
            .Replace("web1:8080", Shop.Address.Authority, StringComparison.Ordinal).Replace("web2:8080", Shop.Address.Authority, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text);
        _haproxy = Process.Start(new ProcessStartInfo(Program(), ["-db", "-f", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = KeepAsync(_haproxy.StandardOutput);
        _ = KeepAsync(_haproxy.StandardError);
        await Wait.UntilAsync(IsOpenAsync, open => open, "haproxy lets somebody in");
    }

    public async ValueTask DisposeAsync()
    {
        Outside.Http.Dispose();
        if (_haproxy is not null)
        {
            _haproxy.Kill();
            await _haproxy.WaitForExitAsync();
            _haproxy.Dispose();
        }

        await Shop.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<bool> IsOpenAsync()
    {
        if (_haproxy!.HasExited) throw new InvalidOperationException($"haproxy ended: {string.Join('\n', _said)}");
        try
        {
            return (await Outside.GetAsync("/healthz/ready")).Status == 200;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task KeepAsync(StreamReader said)
    {
        while (await said.ReadLineAsync() is { } line) _said.Enqueue(line);
    }
}
