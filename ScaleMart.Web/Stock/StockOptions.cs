using System.ComponentModel.DataAnnotations;

namespace ScaleMart.Web.Stock;

/// <summary>Settings of section <c>Orders</c>: how fast one shopper may try, how long a hold lasts, and how much goes at once.</summary>
public sealed class StockOptions
{
    /// <summary>Order attempts a minute, per user and sale.</summary>
    [Range(1, 60_000_000)]
    public int RatePerMinute { get; set; } = 10;

    /// <summary>Attempts that may come at once before the rate counts.</summary>
    [Range(1, 60_000_000)]
    public int Burst { get; set; } = 10;

    /// <summary>Seconds that a hold lasts in a sale that does not say otherwise.</summary>
    [Range(10, 86_400)]
    public int HoldSeconds { get; set; } = 300;

    /// <summary>Orders written to the ledger at a time.</summary>
    [Range(1, 5_000)]
    public int DrainBatchSize { get; set; } = 500;

    /// <summary>Requests that one run of the reservation script serves at most.</summary>
    [Range(1, 1_000)]
    public int ReserveBatchSize { get; set; } = 500;

    /// <summary>Requests of one sale that may wait for the script; one more is refused at once.</summary>
    [Range(1, 1_000_000)]
    public int WaitingRoom { get; set; } = 10_000;

    /// <summary>Seconds that a drain may keep what it claimed before another takes it over.</summary>
    [Range(5, 600)]
    public int LeaseSeconds { get; set; } = 30;

    /// <summary>Milliseconds until an entry that the ledger refused is tried again; each further time twice as long.</summary>
    [Range(1, 3_600_000)]
    public int RetryMilliseconds { get; set; } = 1_000;
}
