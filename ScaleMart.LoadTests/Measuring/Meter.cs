using System.Collections.Concurrent;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Measuring;

/// <summary>
/// Every answer of a run, by step and by second. Steps and seconds leave out what began in the warm-up; the log of a sale, which
/// the verdict is made from, does not. Safe from all threads.
/// </summary>
public sealed class Meter(TimeProvider time)
{
    /// <summary>The name of the step whose 202 is a sold unit, in every scenario.</summary>
    public const string Buy = "buy";

    private readonly ConcurrentDictionary<string, StepMeter> _steps = new();
    private readonly ConcurrentDictionary<int, SecondMeter> _seconds = new();
    private long _start = time.GetTimestamp();
    private long _last;
    private int _inFlight;
    private int _iterations;

    /// <summary>Since the start of the run.</summary>
    public TimeSpan Now => time.GetElapsedTime(Interlocked.Read(ref _start));

    public TimeSpan WarmUp { get; private set; }

    /// <summary>From the end of the warm-up to the last answer.</summary>
    public TimeSpan Measured => TimeSpan.FromTicks(Math.Max(0, Interlocked.Read(ref _last) - WarmUp.Ticks));

    /// <summary>Iterations under way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Iterations that have ended.</summary>
    public int Iterations => Volatile.Read(ref _iterations);

    public IReadOnlyDictionary<string, StepMeter> Steps => _steps;

    /// <summary>The first second of the measured time is 0; the warm-up's are below.</summary>
    public SecondMeter Second(int second) => _seconds.GetOrAdd(second, _ => new SecondMeter());

    /// <summary>The clock of the run starts here.</summary>
    public void Start(TimeSpan warmUp)
    {
        WarmUp = warmUp;
        Interlocked.Exchange(ref _start, time.GetTimestamp());
    }

    public void Begin() => Interlocked.Increment(ref _inFlight);

    public void End()
    {
        Interlocked.Decrement(ref _inFlight);
        Interlocked.Increment(ref _iterations);
    }

    /// <summary>An answer has come, or it is certain that none will.</summary>
    public void Note(string step, Answer answer, TimeSpan from)
    {
        var now = Now;
        var second = Second((int)Math.Floor((now - WarmUp).TotalSeconds));
        second.Note(answer.Outcome, step == Buy && answer.Status == 202, answer.Status == 0 ? null : now - from);
        if (from < WarmUp) return;
        _steps.GetOrAdd(step, _ => new StepMeter()).Note(answer, now - from);
        for (var last = Interlocked.Read(ref _last); now.Ticks > last; last = Interlocked.Read(ref _last)) Interlocked.CompareExchange(ref _last, now.Ticks, last);
    }

    /// <summary>Ends early, and without a fault, when told to.</summary>
    public async Task DelayAsync(TimeSpan length, CancellationToken stop)
    {
        try
        {
            await Task.Delay(length, time, stop);
        }
        catch (OperationCanceledException)
        {
            // Whoever waited looks at the token.
        }
    }
}
