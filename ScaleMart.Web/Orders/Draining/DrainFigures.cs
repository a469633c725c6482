using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Orders.Draining;

/// <summary>A process that drains: its name, when it last did anything, and how many entries it has in hand.</summary>
public sealed record DrainWorkerFigures(string Id, DateTimeOffset LastSeen, int InFlight);

/// <summary>What this process's drain does, for the operator.</summary>
public sealed class DrainFigures(TimeProvider time)
{
    private const int Window = 10;
    private readonly Lock _gate = new();
    private readonly long[] _perSecond = new long[Window + 1];
    private long _second;
    private int _inFlight;
    private long _seen = time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>This process among the workers: drawn at its start.</summary>
    public string Worker { get; } = $"{Environment.MachineName}-{Ids.New(4)}";

    /// <summary>Orders a second, over the last ten whole seconds.</summary>
    public double DrainedPerSecond
    {
        get
        {
            lock (_gate)
            {
                Turn();
                return (_perSecond.Sum() - _perSecond[_second % _perSecond.Length]) / (double)Window;
            }
        }
    }

    public IReadOnlyList<DrainWorkerFigures> Workers =>
        [new(Worker, DateTimeOffset.FromUnixTimeMilliseconds(Interlocked.Read(ref _seen)), Volatile.Read(ref _inFlight))];

    /// <summary>The worker is alive, though there may be nothing to do.</summary>
    public void Seen() => Interlocked.Exchange(ref _seen, time.GetUtcNow().ToUnixTimeMilliseconds());

    public void Claimed(int entries)
    {
        Seen();
        Interlocked.Add(ref _inFlight, entries);
    }

    public void Finished(int entries)
    {
        Interlocked.Add(ref _inFlight, -entries);
        lock (_gate)
        {
            Turn();
            _perSecond[_second % _perSecond.Length] += entries;
        }
    }

    private void Turn()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        for (var second = Math.Max(_second + 1, now - Window); second <= now; second++) _perSecond[second % _perSecond.Length] = 0;
        _second = Math.Max(_second, now);
    }
}
