using ScaleMart.Web.Stock.Restore;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>What a rebuild did, or as a dry run would do. Ids of orders where nothing else is said.</summary>
public sealed record RebuildReport
{
    public required string SaleId { get; init; }

    /// <summary>Nothing was changed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The counts that Redis had; all 0 when it had none.</summary>
    public required SaleCounts Before { get; init; }

    /// <summary>The counts that the orders add up to.</summary>
    public required SaleCounts After { get; init; }

    /// <summary>A script had stopped half-way.</summary>
    public required bool Torn { get; init; }

    /// <summary>Orders that Redis had lost, or had in an older version than the ledger.</summary>
    public required IReadOnlyList<string> Restored { get; init; }

    /// <summary>Orders that the ledger had not seen and the queue had lost.</summary>
    public required IReadOnlyList<string> Requeued { get; init; }

    /// <summary>Held orders that were given up: there was no stock for them, or they came so late that their shopper had bought up to the limit.</summary>
    public required IReadOnlyList<string> Cancelled { get; init; }

    /// <summary>Paid orders whose money goes back, for the same reasons.</summary>
    public required IReadOnlyList<string> Refunding { get; init; }

    /// <summary>Held orders for which the gateway remembers a payment that Redis had lost; they are settled as it says.</summary>
    public required IReadOnlyList<string> Paying { get; init; }

    /// <summary>Held orders that nothing would have ended.</summary>
    public required IReadOnlyList<string> HoldsAdded { get; init; }

    /// <summary>Holds of orders that nobody knows.</summary>
    public required IReadOnlyList<string> HoldsDropped { get; init; }

    /// <summary>Users who were counted with other units than their orders have.</summary>
    public required IReadOnlyList<string> UsersCorrected { get; init; }

    /// <summary>Records that nobody can read and the ledger does not have.</summary>
    public required IReadOnlyList<string> Unreadable { get; init; }

    /// <summary>From the moment at which the sale was refused to the moment at which it could be bought again.</summary>
    public double TookMilliseconds { get; init; }

    /// <summary>The counts agree and nothing is missing; the sequence moves on in any case.</summary>
    public bool Clean => Before with { Sequence = 0 } == After with { Sequence = 0 } && !Torn && Missing.Count + Unreadable.Count == 0;

    /// <summary>What the records, the queue, the holds or the users' counts lack: nothing, once a rebuild has written them.</summary>
    internal IReadOnlyList<string> Missing => [.. Restored, .. Requeued, .. Cancelled, .. Refunding, .. Paying, .. HoldsAdded, .. HoldsDropped, .. UsersCorrected];
}
