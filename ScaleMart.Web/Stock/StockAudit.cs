namespace ScaleMart.Web.Stock;

/// <summary>What Redis says about a sale, read by one script: units, except the queue's figures, which count orders.</summary>
public sealed record StockAuditReading
{
    public required long Sequence { get; init; }
    public required int Total { get; init; }
    public required int Available { get; init; }
    public required int Held { get; init; }
    public required int Sold { get; init; }
    public required int PerCustomerLimit { get; init; }
    public required int Queued { get; init; }
    public required int InFlight { get; init; }
    public required int DeadLetters { get; init; }

    /// <summary>The newest record of every order that is queued, in flight or dead.</summary>
    public required IReadOnlyList<OrderRecord> Pending { get; init; }

    /// <summary>Units that count against each user's limit.</summary>
    public required IReadOnlyDictionary<string, int> UnitsByUser { get; init; }
}

/// <summary>Reads a sale's keys for the audit, in one script.</summary>
public sealed class StockAudit
{
    /// <summary>Null when Redis has no such sale, or while it is being rebuilt.</summary>
    public Task<StockAuditReading?> ReadAsync(string saleId) => throw new NotSupportedException();
}
