namespace ScaleMart.Web.Stock.Queue;

/// <summary>What the queue itself keeps of an entry that the ledger refused too often.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="Id">The queue's entry: an order's id, or <c>@terms</c>.</param>
/// <param name="Attempts">How often it failed.</param>
/// <param name="At">When it failed for the last time.</param>
/// <param name="Reason">What the ledger said then.</param>
public sealed record DeadHead(string SaleId, string Id, int Attempts, DateTimeOffset At, string Reason)
{
    /// <summary>What it is called outside of its queue.</summary>
    public string Name => OrderQueue.NameOf(SaleId, Id);
}

/// <summary>The same with what it stands for.</summary>
/// <param name="Head">What the queue keeps of it.</param>
/// <param name="Version">The version that it stands for now; null when there is no record that can be read.</param>
/// <param name="Order">The order's newest record, when there is one that can be read.</param>
/// <param name="Line">The record as it stands, when nobody can read it.</param>
public sealed record DeadEntry(DeadHead Head, long? Version, OrderRecord? Order, string? Line)
{
    public string SaleId => Head.SaleId;

    public string Id => Head.Id;
}
