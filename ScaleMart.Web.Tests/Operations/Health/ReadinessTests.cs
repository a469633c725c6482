using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Operations.Health;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Sales;
using Xunit;

namespace ScaleMart.Web.Tests.Operations.Health;

public sealed class ReadinessTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shop_that_runs_is_alive_and_ready_part_by_part()
    {
        Assert.Equal(200, (await shop.Anyone.GetAsync("/healthz/live")).Status);
        var ready = Expect.Status(200, await shop.Anyone.GetAsync("/healthz/ready"));
        Expect.Members(ready.Body.GetProperty("components"), "redis", "documents", "drain", "process");
    }

    [Fact]
    public async Task A_redis_that_does_not_answer_is_named_and_the_rest_is_well()
    {
        using var folder = new TemporaryFolder();
        using var data = new DataDirectory(folder.Path);
        using var documents = new SqliteDoor(data, [new SqliteSchema(SqlitePulseBook.Schema)]);
        await using var redis = new RedisDoor(Options.Create(new StorageOptions()));
        using var readiness = Of(redis, documents, TimeProvider.System);

        var report = await readiness.ReadAsync(Cancel);

        Assert.False(report.Ready);
        Assert.Equal(["redis"], report.Components.Where(c => !c.Value.Ready).Select(c => c.Key));
    }

    [Fact]
    public async Task A_drain_that_fell_silent_is_named()
    {
        var clock = new HandClock();
        using var readiness = Of(shop.Services.GetRequiredService<RedisDoor>(), shop.Services.GetRequiredService<SqliteDoor>(), clock);
        Assert.True((await readiness.ReadAsync(Cancel)).Ready);

        clock.Pass(TimeSpan.FromSeconds(31));

        Assert.Equal(["drain"], (await readiness.ReadAsync(Cancel)).Components.Where(c => !c.Value.Ready).Select(c => c.Key));
    }

    [Fact]
    public async Task A_process_that_is_told_to_stop_is_not_ready_at_once()
    {
        using var readiness = Of(shop.Services.GetRequiredService<RedisDoor>(), shop.Services.GetRequiredService<SqliteDoor>(), new HandClock());
        Assert.True((await readiness.ReadAsync(Cancel)).Ready);
        readiness.Stop();
        Assert.False((await readiness.ReadAsync(Cancel)).Ready);
    }

    private static Readiness Of(RedisDoor redis, SqliteDoor documents, TimeProvider time)
    {
        var stores = new Stores(null, null);
        var pulse = new Pulse(redis, new SqlitePulseBook(documents), stores, time);
        return new(pulse, new DrainFigures(time), stores, Options.Create(new OperationsOptions()), time, NullLogger<Readiness>.Instance);
    }
}
