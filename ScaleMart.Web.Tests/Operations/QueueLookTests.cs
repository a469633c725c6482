using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Live;
using Xunit;

namespace ScaleMart.Web.Tests.Operations;

/// <summary>What those who watch the queue see of it, however many they are, and while nothing can be seen.</summary>
public sealed class QueueLookTests(BackRooms rooms)
{
    [Fact]
    public async Task A_queue_that_was_never_seen_has_no_figures_rather_than_zeros()
    {
        await using var redis = new RedisDoor(Options.Create(new StorageOptions()));
        using var look = Of(redis, TimeProvider.System);
        Assert.Equal(new QueueGlance(null, IsStale: true), await look.NowAsync());
        Assert.Equal(new QueueGlance(null, IsStale: true), await look.SharedAsync());
    }

    [Fact]
    public async Task Those_who_ask_within_a_second_share_one_look()
    {
        var clock = new HandClock();
        using var look = Of(rooms.Get<RedisDoor>(), clock);
        var first = await look.SharedAsync();
        Assert.False(first.IsStale);

        clock.Move(TimeSpan.FromMilliseconds(900));
        Assert.Same(first.Report, (await look.SharedAsync()).Report);
        Assert.NotSame(first.Report, (await look.NowAsync()).Report);

        clock.Move(TimeSpan.FromMilliseconds(200));
        Assert.NotSame(first.Report, (await look.SharedAsync()).Report);
    }

    private QueueLook Of(RedisDoor redis, TimeProvider time) => new(
        new QueueBoard(new QueueWatch(redis, rooms.Get<SaleCatalogue>(), Options.Create(new StockOptions())), rooms.Get<DrainFigures>(), new InstanceBoard(redis, NullLogger<InstanceBoard>.Instance)), time, NullLogger<QueueLook>.Instance);
}
