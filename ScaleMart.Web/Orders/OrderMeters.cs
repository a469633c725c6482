using System.Diagnostics.Metrics;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders;

/// <summary>The room's instruments: orders that reached the ledger and how long they took, and how long sales refused while they were rebuilt.</summary>
public sealed class OrderMeters : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _drained;
    private readonly Histogram<double> _lag, _rebuilds;

    public OrderMeters(IMeterFactory factory)
    {
        _meter = factory.Create("ScaleMart.Orders");
        _drained = _meter.CreateCounter<long>("scalemart.drain.orders", "{order}", "Order versions written to the ledger.");
        _lag = _meter.CreateHistogram<double>("scalemart.drain.lag", "s", "Time from an order's newest change to its place in the ledger.");
        _rebuilds = _meter.CreateHistogram<double>("scalemart.rebuild.duration", "s", "Time for which a sale refused while it was rebuilt.");
    }

    public void Drained(IEnumerable<OrderRecord> orders, DateTimeOffset now)
    {
        var count = 0;
        foreach (var order in orders)
        {
            count++;
            _lag.Record(Math.Max(0, (now - order.Timeline[^1].At).TotalSeconds));
        }

        _drained.Add(count);
    }

    /// <summary>A sale was rebuilt, and refused for so many seconds meanwhile.</summary>
    public void Rebuilt(double seconds) => _rebuilds.Record(seconds);

    public void Dispose() => _meter.Dispose();
}
