using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders;

/// <summary>An order that the ledger would not take, and why. <paramref name="Order"/> is its newest record, where it can be read.</summary>
public sealed record DeadLetter(string Id, string SaleId, string Reason, int Attempts, DateTimeOffset At, long Version, OrderRecord? Order);

/// <summary>What became of a dead letter.</summary>
public enum DeadLetterOutcome
{
    Done,
    NotFound,

    /// <summary>The ledger lacks this version: discarding it would lose an order.</summary>
    NotInLedger,
}

/// <summary>Where orders lie that the ledger would not take.</summary>
public sealed class DeadLetters
{
    public Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Queues it again.</summary>
    public Task<DeadLetterOutcome> RetryAsync(string id, string admin, CancellationToken cancel = default) => throw new NotSupportedException();

    /// <summary>Drops it, with the reason, if the ledger has that version.</summary>
    public Task<DeadLetterOutcome> DiscardAsync(string id, string reason, string admin, CancellationToken cancel = default) => throw new NotSupportedException();
}
