using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders.Draining;

/// <summary>What one step of the drain found.</summary>
public enum DrainStep
{
    /// <summary>Nothing to do, or nothing that can be done now.</summary>
    Idle,

    /// <summary>All that waited: the queue is empty but for what failed.</summary>
    Emptied,

    /// <summary>A part of what waits: there may be more.</summary>
    More,
}

/// <summary>
/// Moves one batch of a sale's queue into the ledger: claim, write by version, acknowledge. Stopped anywhere, the claim is
/// handed out again after its lease and written once more, which changes nothing that is there already. No write begins, and none
/// is waited for, when the lease is over: somebody else may be writing a newer version then.
/// </summary>
public sealed class Drain(OrderQueue queue, IOrderBook orders, ITermsBook terms, DrainFigures figures, ClaimsInHand inHand, OrderMeters meters, IOrderAnnouncer announcer, Latecomers late, TimeProvider time, ILogger<Drain> log)
{
    /// <summary>Failures of one entry before it becomes a dead letter.</summary>
    public const int Attempts = 5;

    public async Task<DrainStep> RunAsync(string saleId, CancellationToken cancel)
    {
        inHand.Begin(saleId);
        try
        {
            return await MoveAsync(saleId, cancel);
        }
        finally
        {
            inHand.End(saleId);
        }
    }

    private async Task<DrainStep> MoveAsync(string saleId, CancellationToken cancel)
    {
        if (await queue.ClaimAsync(saleId, figures.Worker) is not { } claim) return DrainStep.Idle;
        // Crash point 3: claimed, nothing written.
        figures.Claimed(claim.Entries);
        late.Note(claim);
        using var lease = new CancellationTokenSource(claim.Until.Left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, lease.Token);
        try
        {
            var failed = new Dictionary<string, string>(claim.Unreadable);
            if (claim.Terms is { } sale) await TryAsync(claim, OrderQueue.TermsEntry, () => terms.WriteAsync(sale, claim.Until, either.Token), failed);
            await WriteAsync(claim, failed, either.Token);
            // Crash point 4: written, not acknowledged.
            if (await queue.AcknowledgeAsync(claim, Attempts, failed) is not { } dead)
            {
                late.Written(claim);
                return DrainStep.Idle;
            }

            late.Forget(claim);
            if (dead > 0) log.DeadLetters(dead, claim.SaleId, failed.First().Value);
            Tell([.. claim.Orders.Where(o => !failed.ContainsKey(o.Id))]);
        }
        catch (Exception fault) when (fault is StoreUnavailableException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // No acknowledgement: the claim comes back after its lease, to whoever asks then.
            log.DrainStopped(claim.SaleId, claim.Until.IsOver ? "the lease was over before everything was written" : fault.Message);
            return DrainStep.Idle;
        }
        finally
        {
            figures.Finished(claim.Entries);
        }

        return claim.More ? DrainStep.More : DrainStep.Emptied;
    }

    private void Tell(IReadOnlyList<OrderRecord> written)
    {
        meters.Drained(written, time.GetUtcNow());
        if (!announcer.IsHeard) return;
        foreach (var order in written) announcer.Announce(order, recorded: true);
    }

    // The whole batch at once; only when the ledger refuses it, one at a time, so that one bad order keeps nobody else out.
    private async Task WriteAsync(QueueClaim claim, Dictionary<string, string> failed, CancellationToken cancel)
    {
        if (claim.Orders.Count == 0) return;
        var whole = new Dictionary<string, string>();
        await TryAsync(claim, claim.SaleId, () => orders.WriteAsync(claim.Orders, claim.Until, cancel), whole);
        if (whole.Count == 0) return;
        foreach (var order in claim.Orders) await TryAsync(claim, order.Id, () => orders.WriteAsync([order], claim.Until, cancel), failed);
    }

    private static async Task TryAsync(QueueClaim claim, string entry, Func<Task> write, Dictionary<string, string> failed)
    {
        claim.Until.Keep();
        try
        {
            await write();
        }
        catch (Exception fault) when (fault is not (StoreUnavailableException or OperationCanceledException))
        {
            failed[entry] = fault.Message; // Told with the dead letter, if it comes to that.
        }
    }
}
