using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Operations;

/// <summary>
/// Does a sale add up? Total to sold, oversold and undersold in units, the queue's figures and the ledger's in orders. While
/// Redis moved during every look, <see cref="Settled"/> is false, <see cref="Balanced"/> null, the ledger was not compared
/// (oversold, undersold and duplicates are 0) and <see cref="LastSettled"/> says what the last quiet look found.
/// </summary>
public sealed record AuditReport
{
    public required string SaleId { get; init; }
    public required bool Settled { get; init; }
    public required long Sequence { get; init; }
    public required int Total { get; init; }
    public required int Available { get; init; }
    public required int Held { get; init; }
    public required int Sold { get; init; }
    public required int Queued { get; init; }
    public required int InFlight { get; init; }
    public required int DeadLetters { get; init; }
    public required LedgerCount Ledger { get; init; }
    public required int Oversold { get; init; }
    public required int Undersold { get; init; }

    /// <summary>Orders that the ledger has twice, and users above the limit.</summary>
    public required int Duplicates { get; init; }
    public required bool? Balanced { get; init; }

    /// <summary>What does not add up, a sentence each; empty in a sale that balances.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>The orders that do not agree, when the sale does not balance and held still for that look too; at most <see cref="AuditOffenders.Shown"/>.</summary>
    public IReadOnlyList<AuditOffender> Offenders { get; init; } = [];

    /// <summary>How many more there are.</summary>
    public int MoreOffenders { get; init; }
    public required DateTimeOffset At { get; init; }
    public AuditVerdict? LastSettled { get; init; }
}

/// <summary>An order that is not as it should be, and in what, in words.</summary>
public sealed record AuditOffender(string OrderId, string What);

/// <summary>What the last look found that Redis held still for.</summary>
public sealed record AuditVerdict(bool Balanced, long Sequence, DateTimeOffset At);

/// <summary>The ledger's orders of a sale, by status.</summary>
public sealed record LedgerCount(int Held, int Paying, int Confirmed, int Cancelled, int Expired, int Refunded)
{
    public static LedgerCount Of(IReadOnlyDictionary<OrderStatus, int> counts)
    {
        int Count(OrderStatus status) => counts.GetValueOrDefault(status);
        return new LedgerCount(
            Count(OrderStatus.Held), Count(OrderStatus.Paying), Count(OrderStatus.Confirmed), Count(OrderStatus.Cancelled), Count(OrderStatus.Expired), Count(OrderStatus.Refunded));
    }
}
