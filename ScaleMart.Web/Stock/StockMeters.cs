using System.Diagnostics.Metrics;
using ScaleMart.Web.Stock.Reservations;

namespace ScaleMart.Web.Stock;

/// <summary>The reservation desk's instruments: attempts by outcome, how long an answer took, how many shared a script run.</summary>
public sealed class StockMeters : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _latency;
    private readonly Histogram<int> _batch;

    public StockMeters(IMeterFactory factory)
    {
        _meter = factory.Create("ScaleMart.Stock");
        _attempts = _meter.CreateCounter<long>("scalemart.orders.attempts", "{attempt}", "Attempts to order, by outcome.");
        _latency = _meter.CreateHistogram<double>("scalemart.orders.answer.duration", "s", "Time from an attempt's arrival at the reservation desk to its answer.");
        _batch = _meter.CreateHistogram<int>("scalemart.reserve.batch.size", "{attempt}", "Attempts that shared one run of the reservation script.");
    }

    public void Answered(ReserveCode code, TimeSpan took)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", Word(code));
        _attempts.Add(1, outcome);
        _latency.Record(took.TotalSeconds, outcome);
    }

    public void Batch(int size) => _batch.Record(size);

    public void Dispose() => _meter.Dispose();

    private static string Word(ReserveCode code) => code switch
    {
        ReserveCode.Taken => "accepted",
        ReserveCode.Replayed => "replayed",
        ReserveCode.SoldOut => "sold_out",
        ReserveCode.LimitReached => "limit_reached",
        ReserveCode.NotOpen => "not_open",
        ReserveCode.Paused => "paused",
        ReserveCode.Closed => "closed",
        ReserveCode.OtherQuantity => "idempotency_mismatch",
        ReserveCode.BucketEmpty => "rate_limited",
        ReserveCode.AboveLimit => "invalid",
        _ => "unavailable",
    };
}
