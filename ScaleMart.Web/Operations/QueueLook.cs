using StackExchange.Redis;

namespace ScaleMart.Web.Operations;

/// <summary>The queues as they were seen: now, or when they could be seen for the last time, which is then said; no report when that was never.</summary>
public sealed record QueueGlance(QueueReport? Report, bool IsStale);

/// <summary>What those who watch the queue share: however many they are, this process looks once a second for them.</summary>
public sealed class QueueLook(QueueBoard board, TimeProvider time, ILogger<QueueLook> log) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _looking = new(1, 1);
    private QueueReport? _seen;
    private QueueGlance? _last;
    private long _at;

    /// <summary>As they are now; while Redis does not answer, as they were.</summary>
    public async Task<QueueGlance> NowAsync(CancellationToken cancel = default)
    {
        try
        {
            return new QueueGlance(_seen = await board.ReadAsync(cancel), IsStale: false);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.QueueNotSeen(fault.Message);
            return new QueueGlance(_seen, IsStale: true);
        }
    }

    /// <summary>As they were a second ago at most: one look for all who ask.</summary>
    public async Task<QueueGlance> SharedAsync(CancellationToken cancel = default)
    {
        await _looking.WaitAsync(cancel);
        try
        {
            if (_last is { } last && time.GetElapsedTime(_at) < Fresh) return last;
            // Many wait for this look: the one who happens to take it must not spoil it by hanging up.
            _last = await NowAsync(CancellationToken.None);
            _at = time.GetTimestamp();
            return _last;
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();
}
