using ScaleMart.Web.Orders;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Operations;

/// <summary>What the ledger says about a sale, order by order.</summary>
public sealed class LedgerReading
{
    private readonly Dictionary<string, OrderStanding> _orders = [];
    private readonly Dictionary<OrderStatus, int> _counts = [];
    private readonly HashSet<string> _twice = [];

    public IReadOnlyDictionary<string, OrderStanding> Orders => _orders;

    public IReadOnlyCollection<string> Twice => _twice;

    public LedgerCount Count => LedgerCount.Of(_counts);

    public void Add(OrderStanding order)
    {
        _counts[order.Status] = _counts.GetValueOrDefault(order.Status) + 1;
        if (_orders.TryGetValue(order.Id, out var known)) _twice.Add(order.Id);
        if (known.Id is null || known.Version < order.Version) _orders[order.Id] = order;
    }
}
