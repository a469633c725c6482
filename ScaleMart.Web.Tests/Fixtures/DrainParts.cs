using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Tests.Fixtures;

/// <summary>A drain of a test's own on the back rooms' Redis, as another process has one: with a clock, a book and settings of its own where it wants them.</summary>
internal sealed record DrainParts(OrderQueue Queue, Latecomers Late, Drain Drain)
{
    public static DrainParts Of(BackRooms rooms, IOrderBook? book = null, TimeProvider? clock = null, IStockRescue? rescue = null, StockOptions? options = null, ClaimsInHand? inHand = null)
    {
        var time = clock ?? TimeProvider.System;
        var queue = new OrderQueue(rooms.Get<RedisDoor>(), time, Options.Create(options ?? new StockOptions { LeaseSeconds = 5, RetryMilliseconds = 10 }));
        var ledger = book ?? rooms.Get<IOrderBook>();
        var late = new Latecomers(rooms.Get<OrderReader>(), ledger, rescue ?? rooms.Get<IStockRescue>(), NullLogger<Latecomers>.Instance);
        return new DrainParts(queue, late, new Drain(queue, ledger, rooms.Get<ITermsBook>(), rooms.Get<DrainFigures>(), inHand ?? new ClaimsInHand(), rooms.Get<OrderMeters>(),
            rooms.Get<IOrderAnnouncer>(), late, time, NullLogger<Drain>.Instance));
    }
}
