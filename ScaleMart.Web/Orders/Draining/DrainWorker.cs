using Coravel.Invocable;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock.Queue;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Draining;

/// <summary>
/// One run of the drain, hosted and timed by Coravel. A run empties every queue, then waits to be woken, and ends after half
/// a minute; Coravel begins the next. It holds no order: what it drops is in Redis.
/// </summary>
public sealed class DrainWorker(Drain drain, Latecomers late, DrainSignal signal, DrainFigures figures, OrderQueue queue, SaleCatalogue catalogue, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DrainWorker> log)
    : IInvocable, ICancellableInvocable
{
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(30), Look = TimeSpan.FromSeconds(1), Breath = TimeSpan.FromMilliseconds(20);

    public CancellationToken CancellationToken { get; set; }

    public async Task Invoke()
    {
        // Coravel looks for running tasks before it cancels them; ending as soon as the host stops, there is none.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken, lifetime.ApplicationStopping);
        var stopping = either.Token;
        var ends = time.GetUtcNow() + Run;
        var look = time.GetUtcNow();
        try
        {
            while (time.GetUtcNow() < ends && !stopping.IsCancellationRequested)
            {
                figures.Seen();
                var sales = await signal.TakeAsync(Look, stopping);
                if (time.GetUtcNow() >= look)
                {
                    sales = await queue.WaitingAsync([.. (await catalogue.ListAsync(stopping)).Select(s => s.Id)]);
                    look = time.GetUtcNow() + Look;
                    _ = late.LookAsync(); // In the background: a rebuild may wait for leases, and the other sales' orders do not.
                }

                foreach (var sale in sales)
                {
                    while (await drain.RunAsync(sale, stopping) == DrainStep.More) figures.Seen();
                }

                // A breath lets a batch gather: a ledger write costs the same for one order as for a hundred.
                if (sales.Count > 0) await Task.Delay(Breath, time, stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops; claims that are left come back after their lease.
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.DrainStopped("all sales", fault.Message);
        }
    }
}
