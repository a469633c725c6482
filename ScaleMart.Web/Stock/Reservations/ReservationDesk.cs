using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace ScaleMart.Web.Stock.Reservations;

/// <summary>
/// Takes stock for one shopper: answers from the sold-out flag where that is certain, else from one run of the reservation
/// script shared with whoever waits beside it.
/// </summary>
public sealed class ReservationDesk(ReserveScript script, SaleScript sales, SoldOutFlags flags, StockMeters meters, IOptions<StockOptions> options, ILogger<ReservationDesk> log)
    : IHostedLifecycleService
{
    private readonly ConcurrentDictionary<string, Lazy<ReservationBatcher>> _batchers = new();

    /// <summary>How long an empty bucket needs for its next token.</summary>
    public TimeSpan TokenEvery { get; } = TimeSpan.FromMinutes(1.0 / options.Value.RatePerMinute);

    /// <summary>
    /// The sale is one that the catalogue has; <paramref name="knownLimit"/> is what it knows of the limit, and more than that is
    /// for the script to judge. A client that hangs up takes nothing back: its place in a batch stands.
    /// </summary>
    public async ValueTask<ReserveResult> ReserveAsync(string saleId, string userId, int quantity, string? idempotencyKey, int knownLimit)
    {
        var began = Stopwatch.GetTimestamp();
        var result = quantity <= knownLimit && flags.Of(saleId).Answers(userId)
            ? new ReserveResult(ReserveCode.SoldOut)
            : await WaitAsync(saleId, new Reservation(userId, OrderIds.Of(saleId, userId, idempotencyKey), quantity, idempotencyKey is not null));
        meters.Answered(saleId, quantity, result.Code, Stopwatch.GetElapsedTime(began));
        return result;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // After the web server has stopped: nobody can enter any more, and whoever waits is still answered.
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        foreach (var batcher in _batchers.Values)
        {
            batcher.Value.Close();
            await batcher.Value.Loop;
        }
    }

    private Task<ReserveResult> WaitAsync(string saleId, Reservation reservation) =>
        _batchers.GetOrAdd(saleId, static (id, desk) => new(() => desk.Batcher(id)), this).Value.TryEnter(reservation)
            ? reservation.Answer
            : Task.FromResult(new ReserveResult(ReserveCode.Unavailable));

    private ReservationBatcher Batcher(string saleId) => new(saleId, script, sales, options.Value, meters, log);
}
