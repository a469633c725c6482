namespace ScaleMart.Web.Stock.Acts;

/// <summary>One change of a sale's total: units (negative when taken back), when, who and why.</summary>
public sealed record Restock(string Id, int Units, DateTimeOffset At, string Who, string Reason);

/// <summary>A sale's terms as Redis decides by them and the ledger remembers them; a higher version is newer.</summary>
public sealed record SaleTerms
{
    public required string SaleId { get; init; }
    public required long Version { get; init; }

    /// <summary>Units at the beginning; the total is this and every restock.</summary>
    public required int Quantity { get; init; }

    /// <summary><c>open</c>, <c>paused</c> or <c>closed</c>.</summary>
    public required string Switch { get; init; }
    public required DateTimeOffset OpensAt { get; init; }
    public required DateTimeOffset ClosesAt { get; init; }
    public required int PerCustomerLimit { get; init; }
    public required int HoldSeconds { get; init; }
    public required decimal UnitPrice { get; init; }
    public required string Currency { get; init; }
    public required string ProductName { get; init; }
    public required IReadOnlyList<Restock> Restocks { get; init; }

    public int Total => Quantity + Restocks.Sum(r => r.Units);
}
