using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScaleMart.LoadTests.Processes;

/// <summary>
/// <c>redis-server</c> as a process of its own on loopback, in a folder of its own; it keeps its address and its data from one
/// start to the next. Not for use from two threads.
/// </summary>
public sealed class RedisProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _arguments;
    private Child? _process;

    // With a title of its own, Redis would overwrite its arguments and its environment, by which a test run finds its processes.
    private RedisProcess(IEnumerable<string> first, IEnumerable<string> then) =>
        _arguments = [.. first, "--set-proc-title", "no", "--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--dir", Folder, .. then];

    /// <summary>
    /// As a shop needs it: an append-only file, written through as <paramref name="fsync"/> says (<c>no</c>, <c>everysec</c> or
    /// <c>always</c>) and not rewritten in the middle of a run, no snapshots, nothing evicted. <paramref name="more"/> are further arguments.
    /// </summary>
    public static RedisProcess Keeping(string fsync, params string[] more) =>
        new([], ["--appendonly", "yes", "--appendfsync", fsync, "--auto-aof-rewrite-min-size", "512mb", "--maxmemory-policy", "noeviction", "--save", "", .. more]);

    /// <summary>As a file of settings says, for instance a sentinel.</summary>
    public static RedisProcess Configured(string file, params string[] more) => new([file, .. more], []);

    public int Port { get; } = FreePort.Draw();

    /// <summary>Host and port, as a setting or a client takes them.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    public string Folder => _folder.Path;

    public bool IsRunning => _process is { HasEnded: false };

    /// <summary>The running process.</summary>
    public Child Running => _process ?? throw new InvalidOperationException("redis-server does not run.");

    public static async Task<RedisProcess> StartedAsync(string fsync, params string[] more)
    {
        var redis = Keeping(fsync, more);
        try
        {
            await redis.StartAsync();
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync()
    {
        if (_process is not null) await KillAsync();
        _process = Child.Start("redis-server", _arguments);
        await _process.UntilAsync(AnswersAsync, "redis-server answers", Patience);
    }

    /// <summary><c>kill -9</c>; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        await Running.DisposeAsync();
        _process = null;
    }

    /// <summary>One command by a connection of its own; the first line of the answer.</summary>
    /// <exception cref="InvalidOperationException">Redis refuses; the message is its own.</exception>
    public async Task<string> DoAsync(params string[] command)
    {
        using var wire = new TcpClient();
        await wire.ConnectAsync(IPAddress.Loopback, Port);
        await using var stream = wire.GetStream();
        var words = command.Select(word => string.Create(CultureInfo.InvariantCulture, $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"*{command.Length}\r\n{string.Concat(words)}")));
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync() ?? "";
        return line.StartsWith('-') ? throw new InvalidOperationException($"Redis refuses {string.Join(' ', command)}: {line}") : line;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await KillAsync();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await DoAsync("PING") == "+PONG";
        }
        catch (InvalidOperationException)
        {
            return false; // It is still loading its data.
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            return false; // It does not listen yet.
        }
    }
}
