using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>Entries of a sale's queue that are ours until <paramref name="Until"/>, each with the newest record that it stands for.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="Id">The claim; whoever takes it over after its lease gives it another id.</param>
/// <param name="Until">The lease's end, a little early; no write may start after it.</param>
/// <param name="Entries">How many entries it has; an order may be among them more than once.</param>
/// <param name="Orders">The newest record of each order, once.</param>
/// <param name="Terms">The newest terms, when they are in the queue.</param>
/// <param name="Unreadable">Entries with no record or with one that cannot be read, and why.</param>
/// <param name="More">More was queued when this was claimed.</param>
public sealed record QueueClaim(
    string SaleId, string Id, Deadline Until, int Entries, IReadOnlyList<OrderRecord> Orders, SaleTerms? Terms, IReadOnlyDictionary<string, string> Unreadable, bool More);
