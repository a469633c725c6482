using ScaleMart.Web.Stock.Acts;

namespace ScaleMart.Web.Stock.Restore;

/// <summary>What survived of a sale in Redis.</summary>
/// <param name="Exists">There is a main hash.</param>
/// <param name="Orders">Every record that can be read.</param>
/// <param name="Unreadable">Records that cannot.</param>
/// <param name="Terms">The terms, when the main hash has all of them.</param>
/// <param name="Restocks">The restocks, even when the terms are gone.</param>
/// <param name="Queued">Entries queued, waiting for a retry or dead; those of a claim that has ended are nobody's.</param>
/// <param name="Counts">The counts as they stand, for the report.</param>
public sealed record SaleSnapshot(bool Exists, IReadOnlyList<OrderRecord> Orders, IReadOnlyList<string> Unreadable, SaleTerms? Terms,
    IReadOnlyList<Restock> Restocks, IReadOnlySet<string> Queued, SaleCounts Counts);

/// <summary>A sale's counts, in units, and its sequence.</summary>
public sealed record SaleCounts(long Sequence, int Total, int Available, int Held, int Sold);

/// <summary>A sale as a rebuild wants it to be.</summary>
/// <param name="Orders">The newest record of each order that is to be written; those that stand there already are left out.</param>
/// <param name="Everyone">The newest record of every order, for counts, holds and buyers.</param>
/// <param name="Requeue">Order ids that the ledger has not seen in their newest version, and <c>@terms</c> where that is so.</param>
public sealed record SalePlan(SaleTerms Terms, SaleCounts Counts, IReadOnlyList<OrderRecord> Orders, IReadOnlyList<OrderRecord> Everyone, IReadOnlyList<string> Requeue);
