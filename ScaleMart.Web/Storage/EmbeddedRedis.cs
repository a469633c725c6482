using System.Net;
using System.Net.Sockets;
using Garnet;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>
/// Garnet inside the process, on loopback behind a generated password. Every write is in its append-only file before it is
/// answered, and a start recovers it; a checkpoint now and then keeps that file short. After a kill a script may come back
/// in part: whoever keeps data here rebuilds it at the start.
/// </summary>
public sealed class EmbeddedRedis(DataDirectory data, RedisDoor door, IOptions<StorageOptions> options, ILogger<EmbeddedRedis> log)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private GarnetServer? _server;
    private Task _checkpoints = Task.CompletedTask;
    private Task? _stopped;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var password = Convert.ToHexString(data.Secret("redis.password"));
        var port = Launch(password);
        await door.ConnectAsync(new ConfigurationOptions
        {
            EndPoints = { { IPAddress.Loopback, port } },
            Password = password,
        }, far: false);
        _checkpoints = CheckpointAsync(_stopping.Token);
    }

    // A host can be told to stop from two sides at once (app.Run's and its owner's): both wait for the one stop.
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        lock (_stopping) return _stopped ??= StopOnceAsync();
    }

    private async Task StopOnceAsync()
    {
        await _stopping.CancelAsync();
        await _checkpoints;
        await SaveAsync("SAVE");
        await door.DisposeAsync();
        _server?.Dispose();
        _server = null;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopping.Dispose();
        _server?.Dispose();
    }

    private int Launch(string password)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var server = new GarnetServer(Arguments(port, password), LoggerFactory.Create(_ => { }));
            try
            {
                server.Start();
                _server = server;
                return port;
            }
            catch (SocketException) when (attempt < 5)
            {
                server.Dispose(); // Somebody took the port between the look and the bind.
            }
        }
    }

    private string[] Arguments(int port, string password)
    {
        var folder = data.PathOf("redis");
        Directory.CreateDirectory(folder);
        return
        [
            "--port", $"{port}", "--bind", "127.0.0.1", "--auth", "Password", "--password", password, "-q", "true",
            "--lua", "true", "--lua-transaction-mode", "true",
            "--aof", "true", "--aof-commit-wait", "true", "--recover", "true", "--aof-memory", "64m", "--aof-page-size", "16m",
            "--device-type", "RandomAccess", "--storage-tier", "true", "--logdir", folder, "--checkpointdir", folder,
            "--memory", $"{options.Value.EmbeddedMemoryMegabytes}m", "--page", "4m", "--segment", "64m", "--index", "8m",
        ];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task CheckpointAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.CheckpointSeconds));
        try
        {
            while (await timer.WaitForNextTickAsync(stopping)) await SaveAsync("BGSAVE");
        }
        catch (OperationCanceledException)
        {
            // The host stops; StoppedAsync takes the last checkpoint itself.
        }
    }

    private async Task SaveAsync(string command)
    {
        try
        {
            await door.Database.ExecuteAsync(command);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            // Nothing is lost: the append-only file holds every write, it only stays longer.
            log.CheckpointFailed(fault);
        }
    }
}
