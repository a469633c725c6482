using System.Threading.Channels;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Reservations;

/// <summary>
/// Group commit for one sale: whoever waits while a batch is in flight goes together in the next. One loop, one batch in
/// flight; waiting for a batch to fill was tried and only costs time.
/// </summary>
public sealed class ReservationBatcher
{
    private readonly string _saleId;
    private readonly ReserveScript _script;
    private readonly SaleScript _sales;
    private readonly StockOptions _options;
    private readonly StockMeters _meters;
    private readonly ILogger _log;
    private readonly Channel<Reservation> _waiting;

    public ReservationBatcher(string saleId, ReserveScript script, SaleScript sales, StockOptions options, StockMeters meters, ILogger log)
    {
        (_saleId, _script, _sales, _options, _meters, _log) = (saleId, script, sales, options, meters, log);
        _waiting = Channel.CreateBounded<Reservation>(new BoundedChannelOptions(options.WaitingRoom) { SingleReader = true });
        Loop = Task.Run(ServeAsync);
    }

    /// <summary>Ends when the last of those who waited at <see cref="Close"/> has been answered.</summary>
    public Task Loop { get; }

    /// <summary>False at once when the waiting room is full.</summary>
    public bool TryEnter(Reservation reservation) => _waiting.Writer.TryWrite(reservation);

    public void Close() => _waiting.Writer.TryComplete();

    private async Task ServeAsync()
    {
        var batch = new List<Reservation>(_options.ReserveBatchSize);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < _options.ReserveBatchSize && _waiting.Reader.TryRead(out var next)) batch.Add(next);
            _meters.Batch(batch.Count);
            try
            {
                await RunAsync(batch);
            }
            catch (Exception fault) // The loop outlives whatever a batch brings; nobody in it is left without an answer.
            {
                _log.BatchBroke(_saleId, fault);
                Refuse(batch);
            }
        }
    }

    private async Task RunAsync(List<Reservation> batch)
    {
        try
        {
            switch (await _script.RunAsync(_saleId, batch))
            {
                case Gate.Open:
                    return;
                case Gate.Unanswered when await _script.RunAsync(_saleId, batch) == Gate.Open: // The same ids: what the first run took is found, not taken again.
                    return;
                case Gate.Torn:
                    await OneByOneAsync(batch);
                    return;
                case Gate.Absent or Gate.Behind or Gate.Latched:
                    _ = _sales.RescueAsync(_saleId); // Meanwhile they hear 503; the rescue reports its own failure.
                    Refuse(batch);
                    return;
                default:
                    Refuse(batch);
                    return;
            }
        }
        catch (RedisServerException fault)
        {
            _log.BatchFailed(batch.Count, _saleId, fault.Message);
            await OneByOneAsync(batch);
        }
    }

    private async Task OneByOneAsync(List<Reservation> batch)
    {
        foreach (var reservation in batch)
        {
            try
            {
                var gate = await _script.RunAsync(_saleId, [reservation]);
                if (gate == Gate.Torn && await _sales.RescueAsync(_saleId)) gate = await _script.RunAsync(_saleId, [reservation]);
                if (gate != Gate.Open) Refuse([reservation]);
            }
            catch (RedisServerException fault)
            {
                _log.Poisoned(reservation.OrderId, _saleId, fault);
                Refuse([reservation]);
            }
        }
    }

    private static void Refuse(IEnumerable<Reservation> batch)
    {
        foreach (var reservation in batch) reservation.Settle(new ReserveResult(ReserveCode.Unavailable));
    }
}
