using System.Collections.Concurrent;
using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests;

/// <summary>Drives attempts over so many lanes at once, each lane taking the next number when it is free.</summary>
public sealed class Engine(int lanes)
{
    private int _next = -1;
    private int _done;

    /// <summary>Called after each attempt with how many are done; from several threads.</summary>
    public Action<int>? OnDone { get; init; }

    /// <summary>Makes attempts 0 to <paramref name="count"/> − 1, once each, and returns them in that order.</summary>
    public async Task<Run> RunAsync(int count, Func<int, Task<Attempt>> attempt)
    {
        var seen = new ConcurrentDictionary<int, Attempt>();
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(lanes, count)).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref _next) is var number && number < count)
            {
                seen[number] = await attempt(number);
                OnDone?.Invoke(Interlocked.Increment(ref _done));
            }
        })));
        return new Run([.. Enumerable.Range(0, count).Select(n => seen[n])], TimeProvider.System.GetElapsedTime(start));
    }
}

/// <summary>Every attempt in the order of its number, and how long all took together.</summary>
public sealed record Run(IReadOnlyList<Attempt> Attempts, TimeSpan Took);
