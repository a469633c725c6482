using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Operations.Balance;

/// <summary>
/// Whether a sale balances, as of the sequence and the moment, by Redis's clock, at which that was seen; null while nobody can say. The
/// reason unless it does.
/// </summary>
public sealed record SaleVerdict(bool? Balanced, string? Reason, DateTimeOffset At, long Sequence)
{
    /// <summary>What an audit found; null when it found nothing that stands: the sale did not hold still, and its sum in Redis is right.</summary>
    public static SaleVerdict? Of(AuditReport report, DateTimeOffset at) =>
        report.Findings.Count > 0 ? new SaleVerdict(false, report.Findings.Count == 1 ? report.Findings[0] : FormattableString.Invariant($"{report.Findings[0]} And {report.Findings.Count - 1} more."), at, report.Sequence)
        : report.Settled ? new SaleVerdict(true, null, at, report.Sequence)
        : null;

    /// <summary>Of a sale that did not hold still, and whose sum in Redis is right; it says less than any verdict before it.</summary>
    public static SaleVerdict Busy(AuditReport report) =>
        new(null, "It is too busy to be held against the ledger; its sum in Redis is right.", report.At, report.Sequence);

    /// <summary>
    /// What is to be said of a sale at this second: its sum in Redis is judged each time, from what was read of it anyway; beyond that the
    /// last audit stands, however busy the sale has been since.
    /// </summary>
    public static SaleVerdict Now(ShelfSale sale, SaleVerdict? last, bool isUnfit)
    {
        var stock = sale.Stock;
        SaleVerdict Unknown(string reason) => new(null, reason, stock.At, stock.Version);
        if (stock.IsStale) return Unknown("Redis says nothing of its stock.");
        if (isUnfit) return Unknown("Redis cannot sell it as it stands; it is being rebuilt.");
        if (AuditArithmetic.Sum(stock.Total, stock.Available, stock.Held, stock.Sold).FirstOrDefault() is { } wrong) return new SaleVerdict(false, wrong, stock.At, stock.Version);
        return last ?? Unknown("It has not been held against the ledger yet.");
    }
}
