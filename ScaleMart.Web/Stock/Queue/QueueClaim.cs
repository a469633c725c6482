using ScaleMart.Web.Stock.Acts;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>Entries of a sale's queue that are ours until <paramref name="Until"/>, each with the newest record that it stands for.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="Id">The claim; whoever takes it over after its lease gives it another id.</param>
/// <param name="Until">The lease's end by this server's clock, a little early; no write may start after it.</param>
/// <param name="Entries">How many entries it has; an order may be among them more than once.</param>
/// <param name="Orders">The newest record of each order, once.</param>
/// <param name="Terms">The newest terms, when they are in the queue.</param>
/// <param name="Unreadable">Entries with no record or with one that cannot be read, and why.</param>
public sealed record QueueClaim(string SaleId, string Id, DateTimeOffset Until, int Entries, IReadOnlyList<OrderRecord> Orders, SaleTerms? Terms, IReadOnlyDictionary<string, string> Unreadable);

/// <summary>Every sale's queue together. <paramref name="OldestAgeMs"/>: how long the oldest entry has waited; 0 when none does.</summary>
public sealed record QueueFigures(long Depth, long InFlight, long OldestAgeMs, long DeadLetters);

/// <summary>An entry that the ledger refused too often, as the queue keeps it.</summary>
public sealed record DeadEntry(string SaleId, string Id, int Attempts, DateTimeOffset At, string Reason, OrderRecord? Order);
