using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>A sale as its stores have it, read past the shop.</summary>
internal sealed record State
{
    public required Lot Lot { get; init; }

    /// <summary>Redis's clock at the reading.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The sale's main hash.</summary>
    public required int Total { get; init; }
    public required int Available { get; init; }
    public required int Held { get; init; }
    public required int Sold { get; init; }
    public required long Sequence { get; init; }

    /// <summary>A script stopped half-way, or a rebuild has not ended.</summary>
    public bool Unfinished { get; init; }

    /// <summary>The records in Redis, and those in the ledger.</summary>
    public required IReadOnlyList<OrderRecord> Live { get; init; }
    public required IReadOnlyList<OrderRecord> Ledger { get; init; }

    /// <summary>Units held and sold by user, as the reservation script counts them.</summary>
    public required IReadOnlyDictionary<string, int> Units { get; init; }

    /// <summary>A user's newest order, from which the others are found.</summary>
    public required IReadOnlyDictionary<string, string> Mine { get; init; }

    /// <summary>Entries that the ledger does not have yet: queued or claimed; and those that it refused.</summary>
    public IReadOnlyList<string> Waiting { get; init; } = [];
    public IReadOnlyList<string> Dead { get; init; } = [];

    /// <summary>Orders that will lapse, and those whose payment or refund somebody will look at.</summary>
    public required IReadOnlyList<string> Holds { get; init; }
    public IReadOnlyList<string> Unsettled { get; init; } = [];
    public required IReadOnlyList<Charge> Charges { get; init; }

    /// <summary>Each order as its highest version has it, wherever that is.</summary>
    public IReadOnlyDictionary<string, OrderRecord> Newest => Live.Concat(Ledger).GroupBy(o => o.Id).ToDictionary(g => g.Key, g => g.MaxBy(o => o.Version)!);

    /// <summary>Nothing is on its way any more, neither to the ledger nor at the gateway.</summary>
    public bool IsQuiet => Waiting.Count == 0 && !Unfinished && Newest is var newest && Unsettled.All(id => newest.TryGetValue(id, out var order) && Lasts(order));

    /// <summary>A payment that the gateway was never asked for, as a crash leaves it: it may last for ten minutes, and then it must have ended.</summary>
    public bool Lasts(OrderRecord order) => order.Status == OrderStatus.Paying
        && Now - order.Timeline[^1].At < TimeSpan.FromMinutes(10) && Charges.All(c => c.Key != Settlement.ChargeKey(order));
}
