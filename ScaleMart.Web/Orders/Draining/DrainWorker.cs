using Coravel.Invocable;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock.Queue;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Draining;

/// <summary>
/// One run of the drain, hosted and timed by Coravel. A run empties every queue, then waits to be woken, and ends after half
/// a minute; Coravel begins the next. It holds no order: what it drops is in Redis.
/// </summary>
public sealed class DrainWorker(Drain drain, DrainSignal signal, DrainFigures figures, OrderQueue queue, SaleCatalogue catalogue, TimeProvider time, ILogger<DrainWorker> log)
    : IInvocable, ICancellableInvocable
{
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(30), Look = TimeSpan.FromSeconds(1), Breath = TimeSpan.FromMilliseconds(20);

    public CancellationToken CancellationToken { get; set; }

    public async Task Invoke()
    {
        var ends = time.GetUtcNow() + Run;
        var look = time.GetUtcNow();
        try
        {
            while (time.GetUtcNow() < ends && !CancellationToken.IsCancellationRequested)
            {
                figures.Seen();
                var sales = await signal.TakeAsync(Look, CancellationToken);
                if (time.GetUtcNow() >= look)
                {
                    sales = await queue.WaitingAsync([.. (await catalogue.ListAsync(CancellationToken)).Select(s => s.Id)]);
                    look = time.GetUtcNow() + Look;
                }

                foreach (var sale in sales)
                {
                    while (await drain.RunAsync(sale, CancellationToken) == DrainStep.More) figures.Seen();
                }

                // A breath lets a batch gather: a ledger write costs the same for one order as for a hundred.
                if (sales.Count > 0) await Task.Delay(Breath, time, CancellationToken);
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
