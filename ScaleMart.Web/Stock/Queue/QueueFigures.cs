namespace ScaleMart.Web.Stock.Queue;

/// <summary>Every sale's queue together, as Redis has them.</summary>
/// <param name="At">When, by Redis's clock.</param>
/// <param name="Depth">Entries that wait, those that failed and wait for their next try among them.</param>
/// <param name="InFlight">Entries that a worker has claimed.</param>
/// <param name="OldestAgeMs">How long the oldest entry has waited; 0 when none does.</param>
/// <param name="DeadLetters">Entries that failed too often.</param>
/// <param name="Retrying">Entries that failed and wait for their next try, the soonest first; at most <see cref="QueueWatch.Shown"/>.</param>
/// <param name="Claims">Batches in flight, each worker's together and its oldest first; of more than <see cref="QueueWatch.Shown"/> those whose leases end first.</param>
/// <param name="Sales">The sales that have anything queued, in flight or dead; the longest queue first.</param>
public sealed record QueueFigures(
    DateTimeOffset At, long Depth, long InFlight, long OldestAgeMs, long DeadLetters, IReadOnlyList<RetryEntry> Retrying,
    IReadOnlyList<ClaimEntry> Claims, IReadOnlyList<SaleQueue> Sales)
{
    /// <summary>How many wait for their next try in all.</summary>
    public long Waiting { get; init; }
}

/// <summary>An entry that the ledger refused, and when it is offered again.</summary>
public sealed record RetryEntry(string Id, string SaleId, int Attempts, DateTimeOffset NextTry, string Reason);

/// <summary>A batch that a worker has claimed.</summary>
/// <param name="Id">The claim.</param>
/// <param name="SaleId">The sale.</param>
/// <param name="Worker">Who has it: the process that drains.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Attempts">How often the one among them that failed most has failed before; 0 when none has.</param>
/// <param name="Since">When it was claimed: its lease's end less the lease that this process gives, which is right while all give the same.</param>
/// <param name="LeaseEnds">When another may take it over.</param>
/// <param name="AgeMs">How long ago it was claimed.</param>
/// <param name="LeftMs">What is left of the lease; below zero when it is over and nobody has taken the batch over yet.</param>
public sealed record ClaimEntry(string Id, string SaleId, string Worker, int Entries, int Attempts, DateTimeOffset Since, DateTimeOffset LeaseEnds, long AgeMs, long LeftMs)
{
    /// <summary>Whoever claimed it has not ended it in time: stopped, cut off, or waiting for a ledger that does not answer.</summary>
    public bool Overdue => LeftMs <= 0;
}

/// <summary>One sale's queue; <paramref name="Retries"/> are among <paramref name="Depth"/>.</summary>
public sealed record SaleQueue(string SaleId, string Name, long Depth, long InFlight, long Retries, long DeadLetters, long OldestAgeMs);
