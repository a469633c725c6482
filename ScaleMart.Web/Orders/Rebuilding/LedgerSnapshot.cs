using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;

namespace ScaleMart.Web.Orders.Rebuilding;

/// <summary>What the ledger knows of a sale.</summary>
/// <param name="Orders">Every order.</param>
/// <param name="Terms">Its newest terms, when it has any.</param>
/// <param name="Fence">The highest sequence that an earlier rebuild gave out, or that this process was told.</param>
public sealed record LedgerSnapshot(IReadOnlyList<OrderRecord> Orders, SaleTerms? Terms, long Fence);
