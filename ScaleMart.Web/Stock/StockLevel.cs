using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Stock;

/// <summary>A sale's stock and terms at one moment, as Redis has them. Units; times by Redis's clock.</summary>
public sealed record StockLevel
{
    public required long Version { get; init; }
    public required int Total { get; init; }
    public required int Available { get; init; }
    public required int Held { get; init; }
    public required int Sold { get; init; }
    public required SaleState State { get; init; }
    public required decimal UnitPrice { get; init; }
    public required DateTimeOffset OpensAt { get; init; }
    public required DateTimeOffset ClosesAt { get; init; }
    public required int PerCustomerLimit { get; init; }
    public required int HoldSeconds { get; init; }

    /// <summary>The version at which the terms last changed; 0 when nothing was heard of them.</summary>
    public long TermsVersion { get; init; }

    /// <summary>Redis's time when it was read.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>True when Redis could not be asked and this is what it said last.</summary>
    public bool IsStale { get; init; }

    /// <summary>False when Redis has told nothing of this sale since the process started: the counts are then no counts.</summary>
    public bool IsKnown => Version > 0;

    /// <summary>The first that applies wins: ended, paused, scheduled, sold out, live.</summary>
    public static SaleState StateOf(string theSwitch, DateTimeOffset opensAt, DateTimeOffset closesAt, int available, DateTimeOffset now) =>
        theSwitch == "closed" || now >= closesAt ? SaleState.Ended
        : theSwitch == "paused" ? SaleState.Paused
        : now < opensAt ? SaleState.Scheduled
        : available <= 0 ? SaleState.SoldOut
        : SaleState.Live;
}
