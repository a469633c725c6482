using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;

namespace ScaleMart.Web.Orders.Inspection;

/// <summary>What a store answers when it is asked for an order.</summary>
/// <param name="IsAway">It gave no answer.</param>
/// <param name="Order">Its record; null when it has none, or none that can be read.</param>
/// <param name="Unreadable">It has a record that nobody can read.</param>
/// <param name="RecordedAt">When the ledger's version came to it; null for Redis, and where nobody kept it.</param>
public sealed record StoreWord(bool IsAway = false, OrderRecord? Order = null, bool Unreadable = false, DateTimeOffset? RecordedAt = null);

/// <summary>What the gateway says of one attempt to pay; <paramref name="State"/> is null when it gave no answer.</summary>
public sealed record ChargeWord(int Attempt, ChargeState? State);

/// <summary>One order as each store has it, side by side, and what does not fit together.</summary>
public sealed record OrderFacts
{
    /// <summary>The newest version that any store has.</summary>
    public required OrderRecord Order { get; init; }

    /// <summary>Null when the shop does not know the user, or the users cannot be read now.</summary>
    public Account? Owner { get; init; }
    public required StoreWord Redis { get; init; }
    public required StoreWord Ledger { get; init; }

    /// <summary>Null when Redis is away.</summary>
    public QueueWord? Queue { get; init; }

    /// <summary>One for each attempt, the first first.</summary>
    public required IReadOnlyList<ChargeWord> Charges { get; init; }

    /// <summary>A sentence for each thing that does not agree and will not come right by itself; empty when all is well.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>The ledger is behind, and the queue is bringing it what it lacks.</summary>
    public bool IsOnItsWay => Queue is { Place: QueuePlace.Queued or QueuePlace.Claimed or QueuePlace.Retrying } && Redis.Order?.Version > (Ledger.Order?.Version ?? 0);

    public OrderView View => new(Order, Ledger.Order is not null);
}
