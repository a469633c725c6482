using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>
/// A master that wants a replica for every write, two replicas, and three sentinels. All are found through wires; servers and
/// sentinels come to them from an address of their own, so that a test can cut a master off from those and leave it to the shop.
/// </summary>
public sealed class RedisTrio : IAsyncDisposable
{
    private const string Service = "shop";
    private static readonly IPAddress Inner = IPAddress.Parse("127.0.0.2");
    private readonly RedisServer[] _servers;
    private readonly Relay[] _wires;
    private readonly RedisServer[] _sentinels;

    private RedisTrio()
    {
        // The first wire's port is the address of the first master, which the others must know before it runs.
        var ports = Enumerable.Range(0, 3).Select(_ => FreePort.Draw()).ToArray();
        _servers = [.. ports.Select((port, n) => new RedisServer(
        [
            "--replica-announce-ip", "127.0.0.1", "--replica-announce-port", Text(port), "--bind-source-addr", $"{Inner}",
            "--min-replicas-to-write", "1", "--min-replicas-max-lag", "2", "--repl-timeout", "5", "--repl-diskless-sync-delay", "0",
            .. n == 0 ? Array.Empty<string>() : ["--replicaof", "127.0.0.1", Text(ports[0])],
        ]))];
        _wires = [.. _servers.Select((server, n) => new Relay(server.Port, ports[n]))];
        _sentinels = [.. Enumerable.Range(0, 3).Select(_ => RedisServer.Sentinel(ports[0], quorum: 2, "sentinel announce-ip 127.0.0.1", $"bind-source-addr {Inner}"))];
    }

    /// <summary>As a shop is told of it.</summary>
    public string Address => $"{string.Join(',', _sentinels.Select(s => s.Address))},serviceName={Service}";

    /// <summary>Returns when the master has both replicas and the sentinels know of one another.</summary>
    public static async Task<RedisTrio> StartedAsync()
    {
        var trio = new RedisTrio();
        try
        {
            await Task.WhenAll(trio._servers.Select(s => s.StartAsync()));
            await Wait.UntilAsync(() => trio._servers[0].InfoAsync(), info => info["connected_slaves"] == "2", "both replicas follow");
            await Task.WhenAll(trio._sentinels.Select(s => s.StartAsync()));
            await trio.WellAsync();
            return trio;
        }
        catch
        {
            // Sentinels that outlive their test would meddle with whoever has their servers' ports next.
            await trio.DisposeAsync();
            throw;
        }
    }

    /// <summary>The master by the sentinels' word.</summary>
    public async Task<RedisServer> MasterAsync()
    {
        var port = (string)((RedisResult[])(await AskAsync(_sentinels[0], "SENTINEL", "GET-MASTER-ADDR-BY-NAME", Service))!)[1]!;
        return _servers[Array.FindIndex(_wires, w => Text(w.Port) == port)];
    }

    /// <summary>Neither replicas nor sentinels reach it any more; whoever else is connected stays so.</summary>
    public void CutOff(RedisServer server) => _wires[Array.IndexOf(_servers, server)].Cut(Inner);

    public void Rejoin(RedisServer server) => _wires[Array.IndexOf(_servers, server)].Restore();

    /// <summary>Waits until the sentinels agree on another master.</summary>
    public async Task<RedisServer> FailedOverAsync(RedisServer from) =>
        await Wait.UntilAsync(MasterAsync, master => master != from, "the sentinels have chosen another master");

    /// <summary>Waits until the master has both replicas, and each sentinel knows of them and of the others.</summary>
    public async Task WellAsync()
    {
        await Wait.UntilAsync(async () => await (await MasterAsync()).InfoAsync(), info => info["role"] == "master" && info["connected_slaves"] == "2", "the master has two replicas", TimeSpan.FromMinutes(1));
        foreach (var sentinel in _sentinels)
            await Wait.UntilAsync(async () => (string)(await AskAsync(sentinel, "INFO", "sentinel"))!, info => info.Contains("status=ok", StringComparison.Ordinal) && info.Contains("slaves=2,sentinels=3", StringComparison.Ordinal), "a sentinel sees everyone", TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sentinel in _sentinels) await sentinel.DisposeAsync();
        foreach (var server in _servers) await server.DisposeAsync();
        foreach (var wire in _wires) await wire.DisposeAsync();
    }

    private static async Task<RedisResult> AskAsync(RedisServer sentinel, string command, params object[] arguments)
    {
        await using var connection = await ConnectionMultiplexer.SentinelConnectAsync($"{sentinel.Address},allowAdmin=true");
        return await connection.GetServer(sentinel.Address).ExecuteAsync(command, arguments);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
