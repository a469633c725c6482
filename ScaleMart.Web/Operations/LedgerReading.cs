using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Operations;

/// <summary>An order as the audit needs it: a large sale's ledger is held in memory while it is judged.</summary>
public readonly record struct AuditedOrder(string Id, string UserId, int Quantity, OrderStatus Status, long Version)
{
    public bool IsHeld => Status.AreHeld();

    public bool IsSold => Status.AreSold();

    public static AuditedOrder Of(OrderRecord order) => new(order.Id, order.UserId, order.Quantity, order.Status, order.Version);
}

/// <summary>What the ledger says about a sale, order by order.</summary>
public sealed class LedgerReading
{
    private readonly Dictionary<string, AuditedOrder> _orders = [];
    private readonly Dictionary<OrderStatus, int> _counts = [];
    private readonly HashSet<string> _twice = [];

    public IReadOnlyDictionary<string, AuditedOrder> Orders => _orders;

    public IReadOnlyCollection<string> Twice => _twice;

    public LedgerCount Count => LedgerCount.Of(_counts);

    public void Add(OrderRecord order)
    {
        _counts[order.Status] = _counts.GetValueOrDefault(order.Status) + 1;
        if (_orders.TryGetValue(order.Id, out var known)) _twice.Add(order.Id);
        if (known.Id is null || known.Version < order.Version) _orders[order.Id] = AuditedOrder.Of(order);
    }
}
