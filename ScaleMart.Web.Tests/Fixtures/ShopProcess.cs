using System.Collections.Concurrent;
using System.Diagnostics;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// The shop as a process of its own, so that it can be killed. It keeps its address and its data directory from one start to
/// the next. Not for use from two threads.
/// </summary>
public sealed class ShopProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly ConcurrentQueue<string> _output = new();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly string? _program;
    private Process? _process;

    /// <summary>
    /// On the stores that the settings name; what is embedded lives in the data directory. <paramref name="program"/> is a shop
    /// published elsewhere, which then runs in production; without it, the one that was built.
    /// </summary>
    public ShopProcess(string dataDirectory, IReadOnlyDictionary<string, string>? settings = null, string? program = null)
    {
        _program = program;
        _settings = ShopSettings.For(dataDirectory).Concat(settings ?? new Dictionary<string, string>()).ToDictionary();
        Anyone = ShopClient.At(new Uri($"http://127.0.0.1:{FreePort.Draw()}"));
    }

    /// <summary>With no store inside: there is nowhere to keep one.</summary>
    public ShopProcess(ShopStores servers)
        : this("/dev/null/nowhere", servers.Settings)
    {
    }

    public ShopClient Anyone { get; }

    public ShopClient Admin => Anyone.As("boss", ShopSettings.Mint.Mint("boss", "admin"));

    /// <summary>All that the process has printed, over all its starts.</summary>
    public string Output => string.Join('\n', _output);

    public ShopClient Shopper(string id) => Anyone.As(id, ShopSettings.Mint.Mint(id));

    /// <summary>Starts it and returns when it says that it is ready, or, where its stores are away, that it is not.</summary>
    public async Task StartAsync(int readiness = 200)
    {
        var start = new ProcessStartInfo("dotnet", [_program ?? Repository.PathOf("ScaleMart.Web", "bin", Repository.Configuration, "net10.0", "ScaleMart.Web.dll")])
        {
            WorkingDirectory = Path.GetDirectoryName(_program) ?? Repository.PathOf("ScaleMart.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = _program is null ? "Development" : "Production";
        start.Environment["ASPNETCORE_URLS"] = Anyone.Http.BaseAddress!.ToString();
        foreach (var (key, value) in _settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync(readiness);
    }

    /// <summary>Waits until it answers so when it is asked whether it is ready.</summary>
    public Task ReadyAsync(int readiness = 200) => Wait.UntilAsync(ReadinessAsync, answer => answer == readiness, $"the shop's readiness is {readiness}", Patience);

    /// <summary><c>kill -9</c>: nothing in the process runs after it. Returns at once.</summary>
    public void Kill() => _process!.Kill();

    /// <summary><c>SIGTERM</c>: it is told to stop. Returns at once.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Its exit code, when it has ended by itself.</summary>
    public async Task<int> ExitAsync()
    {
        await _process!.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Waits until the killed process is gone and starts it again.</summary>
    public async Task RestartAsync()
    {
        await _process!.WaitForExitAsync();
        _process.Dispose();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Anyone.Http.Dispose();
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<int> ReadinessAsync()
    {
        if (_process!.HasExited) throw new InvalidOperationException($"The shop ended with {_process.ExitCode} at its start:\n{Output}");
        try
        {
            return (await Anyone.GetAsync("/healthz/ready")).Status;
        }
        catch (HttpRequestException)
        {
            return 0; // It does not listen yet.
        }
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process!.Id}"]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"The shop could not be sent SIG{signal}.");
    }

    private void Keep(string? line)
    {
        if (line is not null) _output.Enqueue(line);
    }
}
