using System.Globalization;

namespace ScaleMart.LoadTests.Engines;

/// <summary>
/// How iterations come. With a <see cref="Rate"/> it is the open model: they start by the clock, whatever becomes of the earlier
/// ones, as people do. Without, the closed one: so many <see cref="Users"/>, each going again when they are through. The load climbs
/// evenly over <see cref="Ramp"/>, and what begins in <see cref="WarmUp"/> is in no latency.
/// </summary>
public sealed record Workload
{
    /// <summary>Iterations a second; null in the closed model.</summary>
    public double? Rate { get; init; }

    public int Users { get; init; } = 1;

    /// <summary>Open model: so many more at once when the warm-up is over, as at the moment of an opening.</summary>
    public int Burst { get; init; }

    /// <summary>The measured time, after the warm-up.</summary>
    public TimeSpan For { get; init; }

    public TimeSpan WarmUp { get; init; }

    /// <summary>From the beginning, so that it is best no longer than the warm-up.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary>Closed model: what a user does nothing for between two iterations.</summary>
    public TimeSpan Think { get; init; }

    /// <summary>Ends the run when so many have begun; null: the time alone ends it.</summary>
    public int? Iterations { get; init; }

    /// <summary>Open model: iterations that may be under way at once. One more begins when one has ended, late.</summary>
    public int MostInFlight { get; init; } = 10_000;

    public TimeSpan Length => WarmUp + For;

    /// <summary>The model in words.</summary>
    public override string ToString()
    {
        var way = Rate is { } rate
            ? Line($"open, {rate:0.##}/s{(Burst > 0 ? Line($" and {Burst} at once at the opening") : "")}")
            : Line($"closed, {Users} users{(Iterations is { } most ? Line($", {most} iterations or") : ",")}");
        return way + Line($"{(Rate is null ? "" : ",")} {For.TotalSeconds:0.#} s{(WarmUp > TimeSpan.Zero ? Line($" after {WarmUp.TotalSeconds:0.#} s of warm-up") : "")}{(Ramp > TimeSpan.Zero ? Line($", climbing for {Ramp.TotalSeconds:0.#} s") : "")}");
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
