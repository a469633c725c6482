using System.Diagnostics;
using System.Globalization;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// Debian's <c>redis-server</c> as a process of its own on loopback, in a folder of its own; it keeps its address and its data
/// from one start to the next. Its append-only file is written at every turn unless a test says otherwise.
/// </summary>
public sealed class RedisServer(params string[] settings) : IAsyncDisposable
{
    private static readonly string[] Usual = ["--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction", "--save", ""];
    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public int Port { get; } = FreePort.Draw();

    public string Address => $"127.0.0.1:{Port}";

    public string Folder => _folder.Path;

    public static async Task<RedisServer> StartedAsync(params string[] settings)
    {
        var server = new RedisServer(settings);
        await server.StartAsync();
        return server;
    }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync()
    {
        string[] arguments = ["--bind", "127.0.0.1", "--port", Port.ToString(CultureInfo.InvariantCulture), "--dir", _folder.Path, .. Usual, .. settings];
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

    private async Task<bool> AnswersAsync()
    {
        Assert.False(_process!.HasExited, "redis-server ended at its start.");
        try
        {
            return (string?)await DoAsync("PING") == "PONG";
        }
        catch (RedisException)
        {
            return false; // It does not listen, or it loads its file.
        }
    }
}
