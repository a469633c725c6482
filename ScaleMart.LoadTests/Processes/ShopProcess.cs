using System.Globalization;
using System.Security.Cryptography;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Processes;

/// <summary>
/// The shop as a process of its own on loopback: the one that was built beside this program, with these settings. It keeps its
/// address and its data directory from one start to the next. Not for use from two threads.
/// </summary>
public sealed class ShopProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly TemporaryFolder? _folder;
    private readonly Dictionary<string, string> _settings;
    private readonly string _program;
    private readonly string _environment;
    private string _earlier = "";
    private Child? _process;

    /// <summary>
    /// <paramref name="settings"/> by their names with colons. A <c>DataDirectory</c> among them is left as it is; without one, the
    /// shop gets a folder that goes with it. <paramref name="program"/> is a shop published elsewhere.
    /// </summary>
    public ShopProcess(IReadOnlyDictionary<string, string>? settings = null, string? program = null, string environment = "Production")
    {
        _settings = new Dictionary<string, string>(settings ?? new Dictionary<string, string>());
        _program = program ?? Built;
        _environment = environment;
        if (!_settings.ContainsKey("DataDirectory")) _settings["DataDirectory"] = (_folder = new TemporaryFolder()).Path;
        if (!_settings.TryGetValue("Jwt:SigningKey", out var key)) _settings["Jwt:SigningKey"] = key = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        Mint = TokenMint.FromText(key);
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Draw()}"));
        Anyone = ShopClient.At(Address);
    }

    /// <summary>The shop's program as the build of this one leaves it.</summary>
    public static string Built => Repository.PathOf("ScaleMart.Web", "bin", Repository.Configuration, "net10.0", "ScaleMart.Web.dll");

    /// <summary>Settings under which one address may come as often as a crowd would. The shoppers' own limit is another matter.</summary>
    public static IReadOnlyDictionary<string, string> RoomForACrowd { get; } = new Dictionary<string, string>
    {
        ["Demo:Seed"] = "false",
        ["Admission:PerAddressPerMinute"] = "10000000",
        ["Admission:SignInPerAddressPerMinute"] = "10000000",
        ["Admission:RegisterPerAddressPerMinute"] = "10000000",
    };

    public Uri Address { get; }

    /// <summary>Where it keeps what it embeds.</summary>
    public string DataDirectory => _settings["DataDirectory"];

    public ShopClient Anyone { get; }

    public ShopClient Admin => Anyone.As("boss", Mint.Mint("boss", "admin"));

    /// <summary>Signs what this shop believes.</summary>
    public TokenMint Mint { get; }

    /// <summary>All that it has printed, over all its starts.</summary>
    public string Output => _process is null ? _earlier : string.Join('\n', _earlier, _process.Output);

    /// <summary>User and system time of the process since its start.</summary>
    public TimeSpan Cpu => Running.Cpu;

    public long ResidentBytes => Running.ResidentBytes;

    public bool IsRunning => _process is { HasEnded: false };

    /// <summary>The running process.</summary>
    public Child Running => _process ?? throw new InvalidOperationException("The shop was not started.");

    public static async Task<ShopProcess> StartedAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var shop = new ShopProcess(settings);
        try
        {
            await shop.StartAsync();
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and returns when it says that it is ready, or, where its stores are away, that it is not.</summary>
    /// <exception cref="InvalidOperationException">It is not built, ended at its start, or did not say so in time.</exception>
    public async Task StartAsync(int readiness = 200)
    {
        if (!File.Exists(_program)) throw new InvalidOperationException($"The shop is not built as {Repository.Configuration}: build ScaleMart.Web first.");
        var environment = _settings.ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);
        environment["ASPNETCORE_ENVIRONMENT"] = _environment;
        environment["ASPNETCORE_URLS"] = Address.ToString();
        // Where the pages' assets are: beside a published program, else in the source tree.
        var folder = _program == Built ? Repository.PathOf("ScaleMart.Web") : Path.GetDirectoryName(_program);
        _process = Child.Start("dotnet", [_program], environment, folder);
        await ReadyAsync(readiness);
    }

    /// <summary>Waits until it answers so when it is asked whether it is ready.</summary>
    public Task ReadyAsync(int readiness = 200) => Running.UntilAsync(async () => await ReadinessAsync() == readiness, $"the shop's readiness is {readiness}", Patience);

    /// <summary>Waits until the killed process is gone, kills it if nobody has, and starts it again, with what it had or with these settings over it.</summary>
    public async Task RestartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        await EndAsync();
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) _settings[name] = value;
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Anyone.Http.Dispose();
        await EndAsync();
        _folder?.Dispose();
    }

    // 0 while it does not listen.
    private async Task<int> ReadinessAsync()
    {
        try
        {
            return (await Anyone.GetAsync("/healthz/ready")).Status;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private async Task EndAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _earlier = Output;
        _process = null;
    }
}
