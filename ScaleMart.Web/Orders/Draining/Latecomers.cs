using System.Collections.Concurrent;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Draining;

/// <summary>
/// Orders that may have come to the ledger when their claim was no longer ours: a rebuild that had looked before knows nothing of
/// them. What the ledger has and Redis has not makes its sale be rebuilt once more, which adopts it, or cancels it for want of stock.
/// </summary>
public sealed class Latecomers(OrderReader reader, IOrderBook book, IStockRescue rescue, ILogger<Latecomers> log)
{
    private readonly ConcurrentDictionary<string, (QueueClaim Claim, bool IsWritten)> _late = new();
    private readonly Lock _gate = new();
    private Task _look = Task.CompletedTask;

    /// <summary>About to be written: looked for when the lease is over, unless it is forgotten by then.</summary>
    public void Note(QueueClaim claim)
    {
        if (claim.Orders.Count > 0) _late[claim.Id] = (claim, false);
    }

    /// <summary>All of it was written, and the claim was no longer ours by then: looked for at the next look, for nothing more can come of it.</summary>
    public void Written(QueueClaim claim) => _late[claim.Id] = (claim, true);

    /// <summary>The claim was ours to its end: every rebuild has waited for it.</summary>
    public void Forget(QueueClaim claim) => _late.TryRemove(claim.Id, out _);

    /// <summary>Completes with one look; one at a time, and it never fails: what could not be looked for stays noted.</summary>
    public Task LookAsync()
    {
        lock (_gate) return _look = _look.IsCompleted && !_late.IsEmpty ? Task.Run(LookOnceAsync) : _look;
    }

    private async Task LookOnceAsync()
    {
        foreach (var (late, _) in _late.Values.Where(c => c.IsWritten || c.Claim.Until.IsOver))
        {
            try
            {
                if (await IsKnownAsync(late)) Forget(late);
            }
            catch (Exception fault) when (fault is RedisException or TimeoutException)
            {
                log.LateNotLooked(late.SaleId, fault.Message);
            }
        }
    }

    private async Task<bool> IsKnownAsync(QueueClaim late)
    {
        var unknown = await reader.UnknownAsync(late.SaleId, late.Orders);
        if (unknown.Count == 0) return true;
        var came = await reader.UnknownAsync(late.SaleId, await book.FindAsync([.. unknown.Select(o => o.Id)]));
        if (came.Count == 0) return true; // Not written after all, or known in the version that was.
        log.CameLate(came.Count, late.SaleId);
        // A rebuild that was under way may have read the ledger before: only the next look tells.
        await rescue.RenewAsync(late.SaleId);
        return false;
    }
}
