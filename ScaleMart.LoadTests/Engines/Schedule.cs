namespace ScaleMart.LoadTests.Engines;

/// <summary>
/// When each iteration of the open model is due, from 0: decided before anything runs, so that a slow answer moves nothing. While the
/// rate climbs from nothing to r within T, t seconds have brought r·t²/2T of them; from then on r each second.
/// </summary>
public sealed class Schedule(Workload load)
{
    private readonly double _rate = load.Rate ?? throw new ArgumentException("The closed model has no schedule.", nameof(load));
    private readonly double _ramp = load.Ramp.TotalSeconds;

    /// <summary>How many are due within the run.</summary>
    public long Count
    {
        get
        {
            var seconds = load.Length.TotalSeconds;
            var steady = seconds < _ramp ? _rate * seconds * seconds / (2 * _ramp) : _rate * (seconds - (_ramp / 2));
            // The last that is due before the end, not at it; the tolerance is for a product like 0.1 × 30.
            return Math.Min((long)Math.Ceiling(steady - 1e-6) + load.Burst, load.Iterations ?? long.MaxValue);
        }
    }

    /// <summary>Since the start of the run; never falls with the number.</summary>
    public TimeSpan Due(long number)
    {
        var before = Ramped(number);
        if (load.Burst == 0 || before < load.WarmUp) return before;
        // Whoever the opening brings stands in line before those who come after it.
        var after = Ramped(number - load.Burst);
        return after > load.WarmUp ? after : load.WarmUp;
    }

    private TimeSpan Ramped(long number)
    {
        var climbing = _rate * _ramp / 2;
        return TimeSpan.FromSeconds(number < climbing ? Math.Sqrt(2 * number * _ramp / _rate) : (_ramp / 2) + (number / _rate));
    }
}
