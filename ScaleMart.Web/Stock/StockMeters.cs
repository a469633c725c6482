using System.Diagnostics.Metrics;
using ScaleMart.Web.Stock.Reservations;

namespace ScaleMart.Web.Stock;

/// <summary>The reservation desk's instruments: attempts by outcome, how long an answer took, how many shared a script run; and the tallies by sale.</summary>
public sealed class StockMeters : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _latency;
    private readonly Histogram<int> _batch;
    private readonly SaleTallies _tallies;

    public StockMeters(IMeterFactory factory, SaleTallies tallies)
    {
        _tallies = tallies;
        _meter = factory.Create("ScaleMart.Stock");
        _attempts = _meter.CreateCounter<long>("scalemart.orders.attempts", "{attempt}", "Attempts to order, by outcome.");
        _latency = _meter.CreateHistogram<double>("scalemart.orders.answer.duration", "s", "Time from an attempt's arrival at the reservation desk to its answer.");
        _batch = _meter.CreateHistogram<int>("scalemart.reserve.batch.size", "{attempt}", "Attempts that shared one run of the reservation script.");
    }

    /// <summary>An attempt at so many units of a sale has its answer.</summary>
    public void Answered(string saleId, int quantity, ReserveCode code, TimeSpan took)
    {
        _tallies.Of(saleId).Note(code, quantity, took);
        var outcome = new KeyValuePair<string, object?>("outcome", AttemptWord.Of(code));
        _attempts.Add(1, outcome);
        _latency.Record(took.TotalSeconds, outcome);
    }

    public void Batch(int size) => _batch.Record(size);

    public void Dispose() => _meter.Dispose();
}
