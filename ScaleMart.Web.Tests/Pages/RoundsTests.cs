using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using StackExchange.Redis.Profiling;
using Xunit;

namespace ScaleMart.Web.Tests.Pages;

/// <summary>
/// A page asks Redis for all its sales before it has heard of the first: with every answer late, the last question of a
/// page is still asked before its first answer comes.
/// </summary>
[Trait("stores", "own")]
public sealed class RoundsTests : IAsyncLifetime
{
    private const int Sales = 12;
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(400);
    private readonly ConcurrentDictionary<ActivityTraceId, ProfilingSession> _sessions = new();
    private RedisServer _redis = null!;
    private Relay _wire = null!;
    private ShopFixture _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartedAsync();
        _wire = new Relay(_redis.Port);
        _shop = ShopFixture.With(new Dictionary<string, string> { ["ConnectionStrings:Redis"] = _wire.Address });
        await _shop.InitializeAsync();
        _shop.Services.GetRequiredService<RedisDoor>().Connection
            .RegisterProfiler(() => Activity.Current is { } request ? _sessions.GetValueOrDefault(request.TraceId) : null);
    }

    [Fact]
    public async Task Every_page_reads_all_its_sales_in_one_round()
    {
        for (var n = 0; n < Sales; n++) await _shop.SaleAsync();
        var slug = (await _shop.Anyone.GetAsync("/api/sales")).Body[0].GetProperty("slug").GetString();
        using var ann = await Visitor.RegisteredAsync(_shop);
        using var boss = await Visitor.AdminAsync(_shop);
        _wire.Delay = Late;

        foreach (var (visitor, path, least) in new[] { (ann, "/", Sales), (ann, $"/sales/{slug}", 1), (ann, $"/sales/{slug}/buy", 1), (ann, "/orders", Sales), (boss, "/admin/sales", Sales) })
        {
            var trace = ActivityTraceId.CreateRandom();
            var session = _sessions[trace] = new ProfilingSession();

            var seen = await visitor.GetAsync(path, trace);

            Assert.Equal(200, seen.Status);
            var asked = session.FinishProfiling().ToList();
            Assert.True(asked.Count >= least, $"{path} asked {asked.Count} times: the test does not see what it should.");
            var firstHeard = asked.Min(c => c.CommandCreated + c.ElapsedTime);
            Assert.True(asked.Max(c => c.CommandCreated) < firstHeard, $"{path} asked again after the first answer: {string.Join(", ", asked.Select(c => $"{c.CommandCreated:ss.fff} {c.Command} +{c.ElapsedTime.TotalMilliseconds:0}"))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _wire.Delay = TimeSpan.Zero;
        await _shop.DisposeAsync();
        await _wire.DisposeAsync();
        await _redis.DisposeAsync();
    }
}
