using ScaleMart.Web.Stock.Restore;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>What a rebuild did, or as a dry run would do.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="DryRun">Nothing was changed.</param>
/// <param name="Before">The counts that Redis had; all 0 when it had none.</param>
/// <param name="After">The counts that the orders add up to.</param>
/// <param name="Restored">Orders that Redis had lost, or had in an older version than the ledger.</param>
/// <param name="Requeued">Entries that the ledger had not seen and the queue had lost.</param>
/// <param name="Cancelled">Held orders for which there was no stock.</param>
/// <param name="Unreadable">Records that nobody can read and the ledger does not have.</param>
public sealed record RebuildReport(string SaleId, bool DryRun, SaleCounts Before, SaleCounts After,
    IReadOnlyList<string> Restored, IReadOnlyList<string> Requeued, IReadOnlyList<string> Cancelled, IReadOnlyList<string> Unreadable)
{
    /// <summary>The counts agree and nothing is missing; the sequence moves on in any case.</summary>
    public bool Clean => Before with { Sequence = 0 } == After with { Sequence = 0 } && Restored.Count + Requeued.Count + Cancelled.Count + Unreadable.Count == 0;
}
