using ScaleMart.LoadTests.Processes;
using StackExchange.Redis;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// Debian's <c>redis-server</c> as a process of its own on loopback, in a folder of its own; it keeps its address and its data
/// from one start to the next. Its append-only file is written at every turn unless a test says otherwise.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string AppendOnly = "appendonlydir";
    private readonly RedisProcess _process;
    private readonly TemporaryFolder? _sentinel;

    public RedisServer(params string[] settings) => _process = RedisProcess.Keeping("always", settings);

    private RedisServer(TemporaryFolder folder, string settingsFile)
    {
        var file = Path.Combine(folder.Path, "sentinel.conf");
        File.WriteAllText(file, settingsFile);
        (_sentinel, _process) = (folder, RedisProcess.Configured(file, "--sentinel"));
    }

    public int Port => _process.Port;

    public string Address => _process.Address;

    public string Folder => _process.Folder;

    public bool IsRunning => _process.IsRunning;

    public static async Task<RedisServer> StartedAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A sentinel that watches one master under the name <c>shop</c> and may fail over on its own word.</summary>
    public static RedisServer Sentinel(RedisServer master) => Sentinel(master.Port, quorum: 1);

    /// <summary>The same, where so many must agree that a master is down; <paramref name="more"/> are further lines of its settings.</summary>
    public static RedisServer Sentinel(int master, int quorum, params string[] more) => new(new TemporaryFolder(), string.Join('\n',
        [$"sentinel monitor shop 127.0.0.1 {master} {quorum}", "sentinel down-after-milliseconds shop 1000", "sentinel failover-timeout shop 5000", "protected-mode no", .. more, ""]));

    /// <summary>Returns when it answers.</summary>
    public Task StartAsync() => _process.StartAsync();

    /// <summary><c>kill -9</c>; returns when it is gone.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>A copy of the files of a server that is down, to <see cref="Return"/> to.</summary>
    public TemporaryFolder Remember()
    {
        var copy = new TemporaryFolder();
        Copy(Files, Path.Combine(copy.Path, AppendOnly));
        return copy;
    }

    /// <summary>The next start finds what was remembered, and nothing that came after.</summary>
    public void Return(TemporaryFolder earlier)
    {
        Forget();
        Copy(Path.Combine(earlier.Path, AppendOnly), Files);
    }

    /// <summary>The next start finds nothing.</summary>
    public void Forget() => Directory.Delete(Files, recursive: true);

    /// <summary>Stops it where it stands (STOP) or lets it go on (CONT): connected, and silent.</summary>
    public Task SignalAsync(string signal) => _process.Running.SignalAsync(signal);

    /// <summary>What it says of its replication, by name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> InfoAsync() => ((string)(await DoAsync("INFO", "replication"))!)
        .Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Contains(':', StringComparison.Ordinal)).Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>One command by an admin's connection of its own.</summary>
    public async Task<RedisResult> DoAsync(string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{Address},allowAdmin=true");
        return await connection.GetServer(Address).ExecuteAsync(command, arguments);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _sentinel?.Dispose();
    }

    private string Files => Path.Combine(Folder, AppendOnly);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
