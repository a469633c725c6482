using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// Debian's <c>redis-server</c> as a process of its own on loopback, in a folder of its own; it keeps its address and its data
/// from one start to the next. Its append-only file is written at every turn unless a test says otherwise.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly string[] Decisive = ["--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction", "--save", ""];
    private const string AppendOnly = "appendonlydir";
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _settings;
    private Process? _process;

    public RedisServer(params string[] settings) => _settings = [.. Decisive, .. settings];

    private RedisServer(string settingsFile)
    {
        File.WriteAllText(Path.Combine(Folder, "sentinel.conf"), settingsFile);
        _settings = ["--sentinel"];
    }

    public int Port { get; } = FreePort.Draw();

    public string Address => $"127.0.0.1:{Port}";

    public string Folder => _folder.Path;

    public static async Task<RedisServer> StartedAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        await server.StartAsync();
        return server;
    }

    /// <summary>A sentinel that watches one master under the name <c>shop</c> and may fail over on its own word.</summary>
    public static RedisServer Sentinel(RedisServer master) => Sentinel(master.Port, quorum: 1);

    /// <summary>The same, where so many must agree that a master is down; <paramref name="more"/> are further lines of its settings.</summary>
    public static RedisServer Sentinel(int master, int quorum, params string[] more) => new(string.Join('\n',
        [$"sentinel monitor shop 127.0.0.1 {master} {quorum}", "sentinel down-after-milliseconds shop 1000", "sentinel failover-timeout shop 5000", "protected-mode no", .. more, ""]));

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync()
    {
        string[] place = ["--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--dir", Folder];
        string[] arguments = _settings is ["--sentinel"] ? [Path.Combine(Folder, "sentinel.conf"), .. _settings, .. place] : [.. place, .. _settings];
        _process = Process.Start(new ProcessStartInfo("redis-server", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await Wait.UntilAsync(AnswersAsync, answers => answers, "redis-server answers");
    }

    /// <summary><c>kill -9</c>; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

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

    /// <summary>Stops it where it stands (SIGSTOP) or lets it go on (SIGCONT): connected, and silent.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

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
        if (_process is not null) await KillAsync();
        _folder.Dispose();
    }

    private string Files => Path.Combine(Folder, AppendOnly);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process!.HasExited, "redis-server ended at its start.");
        try
        {
            using var wire = new TcpClient();
            await wire.ConnectAsync(IPAddress.Loopback, Port);
            await wire.GetStream().WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[5];
            await wire.GetStream().ReadExactlyAsync(answer);
            return answer.AsSpan().SequenceEqual("+PONG"u8);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return false; // It does not listen yet.
        }
    }
}
