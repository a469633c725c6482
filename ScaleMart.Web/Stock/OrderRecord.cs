namespace ScaleMart.Web.Stock;

/// <summary>Where an order stands; see "The order's states" in the docs.</summary>
public enum OrderStatus
{
    Held,
    Paying,
    Confirmed,
    Cancelled,
    Expired,
    Refunded,
}

/// <summary>What a state means for the stock: an order's units count as held, as sold, or not at all.</summary>
public static class OrderUnits
{
    public static bool AreHeld(this OrderStatus status) => status is OrderStatus.Held or OrderStatus.Paying;

    public static bool AreSold(this OrderStatus status) => status is OrderStatus.Confirmed;
}

/// <summary>One line of an order's timeline: when, and which word (held, paying, declined, confirmed, cancelled, expired, refunding, refunded).</summary>
public sealed record OrderEvent(DateTimeOffset At, string Event);

/// <summary>An order as its newest script left it; the same record in Redis, in the ledger and on screen.</summary>
public sealed record OrderRecord
{
    public required string Id { get; init; }
    public required string SaleId { get; init; }
    public required string UserId { get; init; }

    /// <summary>This user's order before this one in the same sale; empty when there is none.</summary>
    public required string PreviousOrderId { get; init; }
    public required string ProductName { get; init; }
    public required int Quantity { get; init; }
    public required decimal UnitPrice { get; init; }
    public required string Currency { get; init; }
    public required OrderStatus Status { get; init; }

    /// <summary>The sale's sequence at the script that wrote this; a higher one is newer.</summary>
    public required long Version { get; init; }
    public required DateTimeOffset AcceptedAt { get; init; }
    public required DateTimeOffset HoldExpiresAt { get; init; }

    /// <summary>Payment attempts begun, 0 to 5.</summary>
    public required int Attempt { get; init; }

    /// <summary>Why an admin cancelled or refunds it; empty otherwise.</summary>
    public required string Reason { get; init; }
    public required IReadOnlyList<OrderEvent> Timeline { get; init; }

    public decimal Total => Quantity * UnitPrice;
}
