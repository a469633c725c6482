using System.Globalization;
using StackExchange.Redis;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>A Redis Cluster of three masters on loopback, every slot served.</summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16_384;
    private readonly RedisServer[] _masters;

    private RedisCluster(RedisServer[] masters) => _masters = masters;

    public string Addresses => string.Join(',', _masters.Select(m => m.Address));

    public static async Task<RedisCluster> StartedAsync()
    {
        var cluster = new RedisCluster(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartOneAsync())));
        await cluster.JoinAsync();
        return cluster;
    }

    /// <summary>How many keys of that pattern each master holds.</summary>
    public async Task<IReadOnlyList<int>> KeysAsync(string pattern) =>
        await Task.WhenAll(_masters.Select(async m => ((RedisResult[])(await m.DoAsync("KEYS", pattern))!).Length));

    public async ValueTask DisposeAsync()
    {
        foreach (var master in _masters) await master.DisposeAsync();
    }

    // The bus has a port of its own, ten thousand above by default: drawn here, since nobody keeps that one free.
    private static Task<RedisServer> StartOneAsync() =>
        RedisServer.StartedAsync("--cluster-enabled", "yes", "--cluster-port", FreePort.Draw().ToString(CultureInfo.InvariantCulture), "--cluster-config-file", "nodes.conf");

    private async Task JoinAsync()
    {
        for (var i = 0; i < _masters.Length; i++)
        {
            await _masters[i].DoAsync("CLUSTER", "ADDSLOTSRANGE", Slots * i / _masters.Length, (Slots * (i + 1) / _masters.Length) - 1);
            if (i > 0) await _masters[i].DoAsync("CLUSTER", "MEET", "127.0.0.1", _masters[0].Port, await BusPortAsync(_masters[0]));
        }

        foreach (var master in _masters)
            await Wait.UntilAsync(async () => (string)(await master.DoAsync("CLUSTER", "INFO"))!, info => info.Contains("cluster_state:ok", StringComparison.Ordinal) && info.Contains("cluster_known_nodes:3", StringComparison.Ordinal), "the cluster stands");
    }

    private static async Task<int> BusPortAsync(RedisServer server) =>
        int.Parse((string)((RedisResult[])(await server.DoAsync("CONFIG", "GET", "cluster-port"))!)[1]!, CultureInfo.InvariantCulture);
}
