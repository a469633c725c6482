using ScaleMart.LoadTests.Scenarios;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Judging;

/// <summary>All that a verdict is made from: what shoppers read back, each for themselves, and the audit beside it.</summary>
public sealed record Evidence(int Stock, int LimitPerCustomer, IReadOnlyList<SeenOrder> Orders, ShopAudit? Audit)
{
    /// <summary>Units for sale as the shop shows them to everyone at the end; null: not asked.</summary>
    public int? Available { get; init; }

    /// <summary>Shopper → why their orders could not be read.</summary>
    public IReadOnlyDictionary<string, string> Unread { get; init; } = new Dictionary<string, string>();

    /// <summary>See <see cref="EvidenceReader"/>; so many readers at once as suit a run of a few hundred shoppers and of ten thousand.</summary>
    /// <exception cref="InvalidOperationException">The sale itself could not be read.</exception>
    public static Task<Evidence> GatherAsync(
        IReadOnlyList<ShopClient> shoppers, ShopClient admin, string saleId, IReadOnlyList<Attempt> attempts, TimeSpan patience, Action<int>? onRead = null) =>
        new EvidenceReader(shoppers, admin, saleId, attempts) { OnRead = onRead }.ReadAsync(patience);
}

/// <summary>An order as its owner reads it back after the rush.</summary>
public sealed record SeenOrder(string Id, string Shopper, string Status, int Quantity, bool Recorded)
{
    /// <summary>It takes units of the stock.</summary>
    public bool Live => Status is "held" or "paying" or "confirmed";
}

/// <summary>The shop's own account of the sale: only ever cross-checked.</summary>
public sealed record ShopAudit(bool Settled, bool? Balanced, int Total, int Available, int Held, int Sold, int Queued, int InFlight, int DeadLetters, int Oversold, int Undersold)
{
    public int Duplicates { get; init; }

    /// <summary>Advances with every change to the sale's orders and stock.</summary>
    public long Sequence { get; init; }

    /// <summary>Nothing waits for the ledger.</summary>
    public bool Quiet => this is { Settled: true, Queued: 0, InFlight: 0 };
}
