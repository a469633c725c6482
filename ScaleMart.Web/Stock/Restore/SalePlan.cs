using ScaleMart.Web.Stock.Acts;

namespace ScaleMart.Web.Stock.Restore;

/// <summary>A sale as a rebuild wants it to be.</summary>
/// <param name="Terms">What it offers, from the newest that either store knows.</param>
/// <param name="Counts">What its orders add up to.</param>
/// <param name="Orders">The newest record of each order that is to be written; those that stand there already are left out.</param>
/// <param name="Everyone">The newest record of every order, for counts, holds and buyers.</param>
/// <param name="Requeue">Order ids that the ledger has not seen in their newest version, and <c>@terms</c> where that is so.</param>
public sealed record SalePlan(SaleTerms Terms, SaleCounts Counts, IReadOnlyList<OrderRecord> Orders, IReadOnlyList<OrderRecord> Everyone, IReadOnlyList<string> Requeue);
