namespace ScaleMart.Web.Stock.Queue;

/// <summary>Every sale's queue together.</summary>
/// <param name="Depth">Entries that wait, those that failed and wait for their next try among them.</param>
/// <param name="InFlight">Entries that a worker has claimed.</param>
/// <param name="OldestAgeMs">How long the oldest entry has waited; 0 when none does.</param>
/// <param name="DeadLetters">Entries that failed too often.</param>
/// <param name="Retrying">Entries that failed and wait for their next try, the soonest first; at most <see cref="QueueWatch.Shown"/>.</param>
public sealed record QueueFigures(long Depth, long InFlight, long OldestAgeMs, long DeadLetters, IReadOnlyList<RetryEntry> Retrying)
{
    /// <summary>How many wait for their next try in all.</summary>
    public long Waiting { get; init; }
}

/// <summary>An entry that the ledger refused, and when it is offered again.</summary>
public sealed record RetryEntry(string Id, string SaleId, int Attempts, DateTimeOffset NextTry, string Reason);
