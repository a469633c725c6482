using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Storage;

[Trait("stores", "own")]
public sealed class StoreRefusalTests : IAsyncLifetime
{
    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartedAsync();
        _redis = await ConnectionMultiplexer.ConnectAsync(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_Redis_that_takes_nothing_just_now_is_known_by_what_it_says()
    {
        foreach (var said in new[]
        {
            "OOM command not allowed when used memory > 'maxmemory'.",
            "READONLY You can't write against a read only replica.",
            "NOREPLICAS Not enough good replicas to write.",
            "MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.",
            "LOADING Redis is loading the dataset in memory",
            "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
            "CLUSTERDOWN The cluster is down",
            "TRYAGAIN Multiple keys request during rehashing of slot",
            "BUSY Redis is busy running a script.",
        }) Assert.True(StoreRefusal.Is(await HearAsync(said)), said);
    }

    [Fact]
    public async Task A_command_that_is_wrong_is_no_such_refusal()
    {
        foreach (var said in new[]
        {
            "ERR wrong number of arguments for 'hset' command",
            "WRONGTYPE Operation against a key holding the wrong kind of value",
            "OOMPH is no word of Redis's",
        }) Assert.False(StoreRefusal.Is(await HearAsync(said)), said);
    }

    // Over the wire, as a store would say it.
    private Task<RedisServerException> HearAsync(string said) =>
        Assert.ThrowsAsync<RedisServerException>(() => _redis.GetDatabase().ScriptEvaluateAsync("return redis.error_reply(ARGV[1])", [], [said]));
}
