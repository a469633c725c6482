using HdrHistogram;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Measuring;

/// <summary>One step's answers: how many, how many faults (no answer or 5xx), and their latencies in microseconds to three digits, up to ten minutes.</summary>
public sealed class StepMeter
{
    internal const long Longest = 600_000_000;
    private readonly LongConcurrentHistogram _latencies = new(1, Longest, 3);
    private int _count;
    private int _faults;

    public int Count => Volatile.Read(ref _count);

    public int Faults => Volatile.Read(ref _faults);

    /// <summary>It was heard and not asked for: no request.</summary>
    public bool IsNews { get; private set; }

    /// <summary>In microseconds; read it when nothing writes any more.</summary>
    public HistogramBase Latencies => _latencies;

    internal void Note(Answer answer, TimeSpan took)
    {
        Interlocked.Increment(ref _count);
        if (answer.Status is 0 or >= 500) Interlocked.Increment(ref _faults);
        if (answer.Status != 0) _latencies.RecordValue(Micros(took));
    }

    internal void Note(TimeSpan late)
    {
        IsNews = true;
        Interlocked.Increment(ref _count);
        _latencies.RecordValue(Micros(late));
    }

    internal static long Micros(TimeSpan took) => Math.Clamp((long)took.TotalMicroseconds, 1, Longest);
}
