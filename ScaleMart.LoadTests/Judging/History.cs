using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests.Judging;

/// <summary>A run's attempts and what was read afterwards, put in order once, so that no check looks through all of it for each of its parts.</summary>
internal sealed class History
{
    public History(IReadOnlyList<Attempt> attempts, Evidence evidence, Expectations expected)
    {
        (Attempts, Evidence, Expected) = (attempts, evidence, expected);
        Told = [.. attempts.Where(a => a.Accepted)];
        Promised = [.. Told.DistinctBy(a => a.OrderId)];
        PromisedIds = [.. Promised.Select(a => a.OrderId)];
        Seen = evidence.Orders.ToLookup(o => o.Id);
        LiveOf = evidence.Orders.Where(o => o.Live).DistinctBy(o => o.Id).GroupBy(o => o.Shopper).ToDictionary(g => g.Key, g => g.Sum(o => o.Quantity));
        LiveUnits = LiveOf.Values.Sum();
        // Promised to somebody and not shown to have ended: an order that is gone still counts, for its shopper was told of it.
        OwedOf = Promised.Where(a => !Seen.Contains(a.OrderId)).Select(a => (a.Shopper, a.Quantity))
            .Concat(evidence.Orders.Where(o => o.Live).DistinctBy(o => o.Id).Select(o => (o.Shopper, o.Quantity)))
            .GroupBy(u => u.Shopper).ToDictionary(g => g.Key, g => g.Sum(u => u.Quantity));
        Stock = expected.Stock ?? evidence.Stock;
        Limit = expected.LimitPerCustomer ?? evidence.LimitPerCustomer;
        Blind = evidence.Unread.Count == 0 ? null
            : $"The orders of {evidence.Unread.Count} shoppers could not be read, the first of {evidence.Unread.First().Key}: {evidence.Unread.First().Value}";
    }

    public IReadOnlyList<Attempt> Attempts { get; }
    public Evidence Evidence { get; }
    public Expectations Expected { get; }

    /// <summary>Every 202.</summary>
    public IReadOnlyList<Attempt> Told { get; }

    /// <summary>The first 202 of each order.</summary>
    public IReadOnlyList<Attempt> Promised { get; }

    public HashSet<string> PromisedIds { get; }

    /// <summary>Orders as their shoppers read them, by id.</summary>
    public ILookup<string, SeenOrder> Seen { get; }

    /// <summary>Shopper → units that their own orders hold or have bought.</summary>
    public IReadOnlyDictionary<string, int> LiveOf { get; }

    public int LiveUnits { get; }

    /// <summary>The same, and promised units whose orders are gone.</summary>
    public IReadOnlyDictionary<string, int> OwedOf { get; }

    public int Stock { get; }
    public int Limit { get; }

    /// <summary>Why the shoppers' orders are not all known; null when they are.</summary>
    public string? Blind { get; }

    /// <summary>Units came back during the run.</summary>
    public bool CameBack => Evidence.Orders.Any(o => !o.Live);
}
