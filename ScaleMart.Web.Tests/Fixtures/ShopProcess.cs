using ScaleMart.LoadTests.Shop;
using Started = ScaleMart.LoadTests.Processes.ShopProcess;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// The shop as a process of its own, with the settings of all shops of the tests, so that it can be killed. It keeps its address
/// and its data directory from one start to the next. Not for use from two threads.
/// </summary>
public sealed class ShopProcess : IAsyncDisposable
{
    private readonly Started _shop;

    /// <summary>
    /// On the stores that the settings name; what is embedded lives in the data directory. <paramref name="program"/> is a shop
    /// published elsewhere, which then runs in production; without it, the one that was built.
    /// </summary>
    public ShopProcess(string dataDirectory, IReadOnlyDictionary<string, string>? settings = null, string? program = null) => _shop = new Started(
        ShopSettings.For(dataDirectory).Concat(settings ?? new Dictionary<string, string>()).ToDictionary(), program, program is null ? "Development" : "Production");

    /// <summary>With no store inside: there is nowhere to keep one.</summary>
    public ShopProcess(ShopStores servers)
        : this("/dev/null/nowhere", servers.Settings)
    {
    }

    public ShopClient Anyone => _shop.Anyone;

    public ShopClient Admin => _shop.Admin;

    public bool IsRunning => _shop.IsRunning;

    /// <summary>All that the process has printed, over all its starts.</summary>
    public string Output => _shop.Output;

    public ShopClient Shopper(string id) => Anyone.As(id, ShopSettings.Mint.Mint(id));

    /// <summary>Starts it and returns when it says that it is ready, or, where its stores are away, that it is not.</summary>
    public Task StartAsync(int readiness = 200) => _shop.StartAsync(readiness);

    /// <summary>Waits until it answers so when it is asked whether it is ready.</summary>
    public Task ReadyAsync(int readiness = 200) => _shop.ReadyAsync(readiness);

    /// <summary><c>kill -9</c>: nothing in the process runs after it. Returns at once.</summary>
    public void Kill() => _shop.Running.Kill();

    /// <summary><c>SIGSTOP</c>: the process stands still, its connections stay open.</summary>
    public Task PauseAsync() => _shop.Running.SignalAsync("STOP");

    /// <summary><c>SIGCONT</c>: it goes on where it stood.</summary>
    public Task ResumeAsync() => _shop.Running.SignalAsync("CONT");

    /// <summary><c>SIGTERM</c>: it is told to stop. Returns at once.</summary>
    public Task TerminateAsync() => _shop.Running.SignalAsync("TERM");

    /// <summary>Its exit code, when it has ended by itself.</summary>
    public Task<int> ExitAsync() => _shop.Running.ExitAsync();

    /// <summary>Waits until the killed process is gone and starts it again.</summary>
    public Task RestartAsync() => _shop.RestartAsync();

    public ValueTask DisposeAsync() => _shop.DisposeAsync();
}
