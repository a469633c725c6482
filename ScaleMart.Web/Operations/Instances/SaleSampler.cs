using HdrHistogram;
using ScaleMart.Web.Stock.Reservations;

namespace ScaleMart.Web.Operations.Instances;

/// <summary>Turns one sale's tally, which only grows, into what happened since the last look and in the last ten. For one caller.</summary>
internal sealed class SaleSampler(string saleId, SaleTally tally)
{
    private const int Looks = 10;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    // A replay took nothing and refused nothing: it told once more what was accepted before.
    private static readonly ReserveCode[] Refusing = [.. Enum.GetValues<ReserveCode>().Where(c => c is not (ReserveCode.Taken or ReserveCode.Replayed))];
    private readonly Look[] _ring = [.. Enumerable.Range(0, Looks).Select(_ => new Look())];
    private readonly Dictionary<ReserveCode, TimeSpan> _occurred = [];
    private readonly Dictionary<ReserveCode, long> _ended = [];
    private int _at;
    private long _units;
    private bool _accepting;
    private TimeSpan? _lastTry;

    /// <summary>At <paramref name="now"/>, by any clock that does not jump, <paramref name="elapsed"/> after the last look; null when nobody has tried for a minute.</summary>
    public SaleReport? Sample(TimeSpan now, TimeSpan elapsed)
    {
        var (accepted, replayed) = (Since(ReserveCode.Taken), Since(ReserveCode.Replayed));
        var refusals = new Dictionary<string, double>();
        foreach (var code in Refusing)
        {
            var refused = Since(code);
            if (refused > 0) _occurred[code] = now;
            if (_occurred.TryGetValue(code, out var last) && now - last <= Memory) refusals[AttemptWord.Of(code)] = Rate(refused, elapsed);
        }

        var look = _ring[_at = (_at + 1) % Looks];
        // One that was counted a moment before the last look may have noted its time a moment after it.
        look.Fill(elapsed, tally.Units - _units, accepted > 0 || _accepting ? tally.TakeAnswers(look.Answers) : null);
        _accepting = accepted > 0;
        _units += look.Units;
        if (accepted > 0 || replayed > 0 || refusals.Values.Any(r => r > 0)) _lastTry = now;
        return _lastTry is { } at && now - at <= Memory ? new SaleReport(saleId, Rate(accepted, elapsed), refusals, UnitsPerSecond, Answers()) : null;
    }

    private double UnitsPerSecond => _ring.Sum(l => l.Took.TotalSeconds) is var seconds and > 0 ? Math.Round(_ring.Sum(l => l.Units) / seconds, 2) : 0;

    private string? Answers()
    {
        var sum = new AnswerTimes();
        foreach (var look in _ring.Where(l => l.HasAnswers)) sum.Add(look.Answers!);
        return sum.IsEmpty ? null : sum.ToText();
    }

    private long Since(ReserveCode code)
    {
        var (ended, before) = (tally.Ended(code), _ended.GetValueOrDefault(code));
        _ended[code] = ended;
        return ended - before;
    }

    private static double Rate(long count, TimeSpan elapsed) => elapsed > TimeSpan.Zero ? Math.Round(count / elapsed.TotalSeconds, 1) : 0;

    private sealed class Look
    {
        public TimeSpan Took { get; private set; }

        public long Units { get; private set; }

        /// <summary>Kept when it is not filled, to be used again.</summary>
        public HistogramBase? Answers { get; private set; }

        public bool HasAnswers { get; private set; }

        public void Fill(TimeSpan took, long units, HistogramBase? answers)
        {
            (Took, Units, HasAnswers) = (took, units, answers is not null);
            Answers = answers ?? Answers;
        }
    }
}
