using Microsoft.Playwright;
using ScaleMart.Web.Tests.Browser;
using ScaleMart.Web.Tests.Runner;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace ScaleMart.Web.Tests.Browser;

/// <summary>
/// The one browser of all tests, started when the first asks for it: the Chromium of the environment variable <c>CHROMIUM</c>,
/// or the system's. Each page comes in a context of its own, with nobody signed in.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task<IPage> PageAsync(Uri shop, int width, ColorScheme scheme = ColorScheme.Light, bool javaScript = true)
    {
        var browser = await BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = shop.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = javaScript,
            ReducedMotion = ReducedMotion.Reduce,
            ExtraHTTPHeaders = TestTrace.Header is { } trace ? [new(TestTrace.HeaderName, trace)] : null,
        });
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        _gate.Dispose();
    }

    private async Task<IBrowser> BrowserAsync()
    {
        await _gate.WaitAsync();
        try
        {
            // A browser that has crashed fails the tests that had a page in it, and no others.
            if (_browser is { IsConnected: true }) return _browser;
            _playwright?.Dispose();
            _playwright = await Playwright.CreateAsync();
            // How long a browser on a busy machine may take; what does not come at all fails by it.
            Assertions.SetDefaultExpectTimeout(Alive.Patience);
            return _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = Flags });
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string Executable()
    {
        var path = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } given ? given : "/usr/bin/chromium";
        Assert.True(File.Exists(path), $"There is no Chromium at {path}. ./test.sh installs it, or name yours in the environment variable CHROMIUM.");
        return path;
    }
}
