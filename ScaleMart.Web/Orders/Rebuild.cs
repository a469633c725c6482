namespace ScaleMart.Web.Orders;

/// <summary>What a rebuild changed, or would change.</summary>
public sealed record RebuildReport(string SaleId, bool DryRun);

/// <summary>Makes a sale's keys anew from the ledger, the queue and what survived.</summary>
public sealed class Rebuild
{
    /// <summary>Null when there is no such sale.</summary>
    public Task<RebuildReport?> RunAsync(string saleId, bool dryRun, CancellationToken cancel = default) => throw new NotSupportedException();
}
