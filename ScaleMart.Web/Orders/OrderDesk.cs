using ScaleMart.Web.Stock;

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

/// <summary>Where shoppers place orders and look at their own.</summary>
public sealed class OrderDesk
{
    /// <summary>The caller has checked: quantity at least 1, key null or 1 to 128 printable characters.</summary>
    public Task<PlaceResult> PlaceAsync(string saleId, string userId, int quantity, string? idempotencyKey, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>The user's own order, or null when it is not theirs or there is none.</summary>
    public Task<OrderView?> FindAsync(string orderId, string userId, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Any user's order: for admins.</summary>
    public Task<OrderView?> FindAsync(string orderId, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>The user's own orders, newest first, the live state over the ledger's.</summary>
    public Task<IReadOnlyList<OrderView>> ListAsync(string userId, CancellationToken cancel = default) => throw new NotSupportedException();
}
