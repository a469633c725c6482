using System.Collections.Concurrent;
using HdrHistogram;

namespace ScaleMart.Web.Stock.Reservations;

/// <summary>The tallies of every sale that somebody tried to buy from in this process.</summary>
public sealed class SaleTallies
{
    private readonly ConcurrentDictionary<string, SaleTally> _tallies = new();

    public SaleTally Of(string saleId) => _tallies.GetOrAdd(saleId, static _ => new SaleTally());

    public IEnumerable<KeyValuePair<string, SaleTally>> All => _tallies;
}

/// <summary>
/// How the attempts at one sale ended in this process, how many units were taken, and how long accepted attempts took. It stands on
/// the way of every order: noting takes no lock and no memory, some tens of nanoseconds in all.
/// </summary>
public sealed class SaleTally
{
    private const int Lowest = (int)ReserveCode.Unavailable, Highest = (int)ReserveCode.Replayed;

    // Microseconds, to within one percent; whatever takes a minute counts as a minute.
    private const long Longest = 60_000_000;
    private readonly long[] _ends = new long[Highest - Lowest + 1];
    private readonly Recorder _answers = HistogramFactory.With32BitBucketSize()
        .WithValuesFrom(1).WithValuesUpTo(Longest).WithPrecisionOf(2).WithThreadSafeWrites().WithThreadSafeReads().Create();

    private long _units;

    /// <summary>Units taken since the process began, whatever became of them later.</summary>
    public long Units => Interlocked.Read(ref _units);

    public void Note(ReserveCode code, int quantity, TimeSpan took)
    {
        Interlocked.Increment(ref _ends[(int)code - Lowest]);
        if (code != ReserveCode.Taken) return;
        Interlocked.Add(ref _units, quantity);
        _answers.RecordValue(Math.Clamp(took.Ticks / TimeSpan.TicksPerMicrosecond, 1, Longest));
    }

    /// <summary>Attempts that ended so since the process began.</summary>
    public long Ended(ReserveCode code) => Interlocked.Read(ref _ends[(int)code - Lowest]);

    /// <summary>
    /// How long the accepted attempts took since this was asked last, in microseconds; into <paramref name="used"/>, an earlier answer that
    /// nobody needs any more, when one is given. For one caller.
    /// </summary>
    public HistogramBase TakeAnswers(HistogramBase? used = null) => _answers.GetIntervalHistogram(used);
}
