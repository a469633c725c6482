using ScaleMart.Web.Stock.Acts;

namespace ScaleMart.Web.Stock.Restore;

/// <summary>What survived of a sale in Redis.</summary>
public sealed record SaleSnapshot
{
    /// <summary>The counts as they stand; all 0 when there is no main hash.</summary>
    public SaleCounts Counts { get; init; } = new(0, 0, 0, 0, 0);

    /// <summary>A script stopped half-way.</summary>
    public bool IsTorn { get; init; }

    /// <summary>Every record that can be read.</summary>
    public IReadOnlyList<OrderRecord> Orders { get; init; } = [];

    /// <summary>The ids of records that cannot.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>The terms, when the main hash has all of them.</summary>
    public SaleTerms? Terms { get; init; }

    /// <summary>The restocks, even when the terms are gone.</summary>
    public IReadOnlyList<Restock> Restocks { get; init; } = [];

    /// <summary>Entries queued, waiting for a retry or dead; those of a claim that has ended are nobody's.</summary>
    public IReadOnlySet<string> Queued { get; init; } = new HashSet<string>();

    /// <summary>Orders that have a hold which will lapse.</summary>
    public IReadOnlySet<string> Holding { get; init; } = new HashSet<string>();

    /// <summary>Units held and sold, by user; none at 0.</summary>
    public IReadOnlyDictionary<string, int> UnitsByUser { get; init; } = new Dictionary<string, int>();
}
