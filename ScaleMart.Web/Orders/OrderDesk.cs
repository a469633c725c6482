using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Reservations;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders;

/// <summary>An order as its owner sees it. <paramref name="Recorded"/>: the ledger has it in some version.</summary>
public sealed record OrderView(OrderRecord Order, bool Recorded);

/// <summary>What became of an attempt to order.</summary>
public enum PlaceOutcome
{
    Accepted,

    /// <summary>The same user, sale, key and quantity were accepted before; the order as it is now.</summary>
    Replayed,

    /// <summary>More than one customer may ever have.</summary>
    AboveLimit,
    SoldOut,
    LimitReached,
    NotOpen,
    Paused,
    Closed,
    KeyMismatch,
    RateLimited,
    NotFound,
    Unavailable,
}

/// <summary><paramref name="Order"/> is there when accepted or replayed, <paramref name="RetryAfter"/> when rate limited or unavailable.</summary>
public sealed record PlaceResult(PlaceOutcome Outcome, OrderView? Order = null, TimeSpan? RetryAfter = null);

/// <summary>Where shoppers place orders and look at their own: what Redis says now, over what the ledger remembers.</summary>
public sealed class OrderDesk(SaleCatalogue catalogue, ReservationDesk reservations, OrderReader reader, IOrderBook book, Draining.DrainSignal drain, IOrderAnnouncer announcer, ILogger<OrderDesk> log)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    // What Redis knows is shown without waiting long for a ledger that is slow: whether it is recorded is then said too late, never too early.
    private static readonly TimeSpan LedgerPatience = TimeSpan.FromSeconds(1);

    /// <summary>The caller has checked: quantity at least 1, key null or 1 to 128 printable characters.</summary>
    public async Task<PlaceResult> PlaceAsync(string saleId, string userId, int quantity, string? idempotencyKey, CancellationToken cancel = default)
    {
        if (await catalogue.FindAsync(saleId, cancel) is not { } sale) return new PlaceResult(PlaceOutcome.NotFound);
        var result = await reservations.ReserveAsync(sale.Id, userId, quantity, idempotencyKey, sale.PerCustomerLimit);
        if (result is { Code: ReserveCode.Taken, Order: { } taken })
        {
            drain.Wake(sale.Id);
            announcer.Announce(taken, recorded: false);
        }

        return result.Code switch
        {
            ReserveCode.Taken => new PlaceResult(PlaceOutcome.Accepted, new OrderView(result.Order!, Recorded: false)),
            ReserveCode.Replayed => new PlaceResult(PlaceOutcome.Replayed, new OrderView(result.Order!, await IsRecordedAsync(result.Order!))),
            ReserveCode.SoldOut => new PlaceResult(PlaceOutcome.SoldOut),
            ReserveCode.LimitReached => new PlaceResult(PlaceOutcome.LimitReached),
            ReserveCode.NotOpen => new PlaceResult(PlaceOutcome.NotOpen),
            ReserveCode.Paused => new PlaceResult(PlaceOutcome.Paused),
            ReserveCode.Closed => new PlaceResult(PlaceOutcome.Closed),
            ReserveCode.OtherQuantity => new PlaceResult(PlaceOutcome.KeyMismatch),
            ReserveCode.AboveLimit => new PlaceResult(PlaceOutcome.AboveLimit),
            ReserveCode.BucketEmpty => new PlaceResult(PlaceOutcome.RateLimited, RetryAfter: reservations.TokenEvery),
            _ => new PlaceResult(PlaceOutcome.Unavailable, RetryAfter: Soon),
        };
    }

    /// <summary>The user's own order, or null when it is not theirs or there is none.</summary>
    public async Task<OrderView?> FindAsync(string orderId, string userId, CancellationToken cancel = default) =>
        await FindAsync(orderId, cancel) is { } found && found.Order.UserId == userId ? found : null;

    /// <summary>Any user's order: for admins.</summary>
    /// <exception cref="StoreUnavailableException">It was not found, and a store that may have it could not be asked.</exception>
    public async Task<OrderView?> FindAsync(string orderId, CancellationToken cancel = default)
    {
        var live = await LiveAsync(async () => await reader.FindAsync(orderId) is { } order ? [order] : []);
        var recorded = await RecordedAsync(() => book.FindAsync([orderId], cancel), live);
        if (Newest(live ?? [], recorded ?? []).SingleOrDefault() is { } found) return found;
        return live is null || recorded is null ? throw new StoreUnavailableException($"Whether there is an order '{orderId}' cannot be said now.") : null;
    }

    /// <summary>The user's own orders, newest first, the live state over the ledger's; without those of a store that is away.</summary>
    public async Task<IReadOnlyList<OrderView>> ListAsync(string userId, CancellationToken cancel = default)
    {
        var sales = await catalogue.ListAsync(cancel);
        var live = await LiveAsync(() => reader.OfUserAsync(userId, [.. sales.Select(s => s.Id)]));
        var recorded = await RecordedAsync(() => book.OfUserAsync(userId, cancel), live);
        return live is null && recorded is null ? throw new StoreUnavailableException("No store can say now what you ordered.") : Newest(live ?? [], recorded ?? []);
    }

    /// <summary>What the user has in one sale while it runs, newest first, in one look at Redis; nothing when that is away.</summary>
    public async Task<IReadOnlyList<OrderRecord>> InSaleAsync(string userId, string saleId) =>
        [.. (await LiveAsync(() => reader.OfUserAsync(userId, [saleId])) ?? []).OrderByDescending(o => o.AcceptedAt)];

    /// <summary>An order that the caller has just read from Redis, with what the ledger knows of it if that is quick to say.</summary>
    public async Task<OrderView> ViewAsync(OrderRecord order) => new(order, await IsRecordedAsync(order));

    private static IReadOnlyList<OrderView> Newest(IReadOnlyList<OrderRecord> live, IReadOnlyList<OrderRecord> recorded)
    {
        var known = recorded.Select(o => o.Id).ToHashSet();
        return [.. live.Concat(recorded).GroupBy(o => o.Id)
            .Select(g => new OrderView(g.MaxBy(o => o.Version)!, known.Contains(g.Key)))
            .OrderByDescending(v => v.Order.AcceptedAt).ThenBy(v => v.Order.Id)];
    }

    private async Task<bool> IsRecordedAsync(OrderRecord replayed) => await RecordedAsync(() => book.FindAsync([replayed.Id]), [replayed]) is { Count: > 0 };

    // Null: Redis is away. The ledger may still know the order.
    private async Task<IReadOnlyList<OrderRecord>?> LiveAsync(Func<Task<IReadOnlyList<OrderRecord>>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.ReadWithoutRedis(fault.Message);
            return null;
        }
    }

    // Null: the ledger is away, or slow while Redis has something to show.
    private async Task<IReadOnlyList<OrderRecord>?> RecordedAsync(Func<Task<IReadOnlyList<OrderRecord>>> read, IReadOnlyList<OrderRecord>? live)
    {
        try
        {
            return await read().WaitAsync(live is { Count: > 0 } ? LedgerPatience : Timeout.InfiniteTimeSpan);
        }
        catch (TimeoutException fault)
        {
            log.ReadWithoutLedger(fault.Message);
            return null;
        }
    }
}
