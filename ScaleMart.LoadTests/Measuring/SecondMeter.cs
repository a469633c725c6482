using System.Collections.Concurrent;
using HdrHistogram;

namespace ScaleMart.LoadTests.Measuring;

/// <summary>What was answered within one second: outcomes by name, and latencies in microseconds to two digits.</summary>
public sealed class SecondMeter
{
    private readonly LongConcurrentHistogram _latencies = new(1, StepMeter.Longest, 2);
    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private int _accepted;

    public int Accepted => Volatile.Read(ref _accepted);

    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    public HistogramBase Latencies => _latencies;

    internal void Note(string outcome, bool accepted, TimeSpan? took)
    {
        _outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);
        if (accepted) Interlocked.Increment(ref _accepted);
        if (took is { } latency) _latencies.RecordValue(StepMeter.Micros(latency));
    }
}
