using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Trail.Keeping;

/// <summary>
/// Carries records from Redis into the book, oldest first: read, kept by the book, then taken out of Redis. Stopped anywhere, a record is
/// carried again, and the book has it once. Any number of processes may do it at the same time.
/// </summary>
public sealed class TrailCarrier(TrailQueue queue, ITrailBook book, ILogger<TrailCarrier> log)
{
    private const int Batch = 200;

    /// <summary>Until nothing waits.</summary>
    /// <exception cref="StoreUnavailableException">The book cannot be reached: what is left waits on.</exception>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        while (await queue.PeekAsync(Batch) is { Count: > 0 } lines)
        {
            foreach (var line in lines) await CarryAsync(line, cancel);
        }
    }

    private async Task CarryAsync(string line, CancellationToken cancel)
    {
        try
        {
            await book.AddAsync(TrailLine.Read(line), cancel);
        }
        catch (Exception fault) when (fault is not (StoreUnavailableException or OperationCanceledException))
        {
            // Whatever it is, it is this record's: the others go on.
            log.RecordRefused(line, fault);
            await queue.RefuseAsync(line, fault.Message);
            return;
        }

        // Crash point: in the book and in Redis. It is carried again, which changes nothing.
        await queue.RemoveAsync(line);
    }
}
