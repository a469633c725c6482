using System.Globalization;

namespace ScaleMart.LoadTests.Reports.Charts;

/// <summary>Where a value lies on an axis, from 0 at its beginning to 1 at its end, and the marks along it.</summary>
internal sealed record Scale(Func<double, double> At, IReadOnlyList<Tick> Ticks)
{
    private static readonly double[] TimeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
    private static readonly double[] Decades = [.. Enumerable.Range(-3, 10).SelectMany(e => (double[])[Math.Pow(10, e), 2 * Math.Pow(10, e), 5 * Math.Pow(10, e)])];
    private static readonly double[] Nines = [0, 50, 75, 90, 99, 99.9, 99.99, 99.999];

    /// <summary>From 0 to a round number at or above <paramref name="most"/>.</summary>
    public static Scale Linear(double most, int marks = 4)
    {
        var step = Round(Math.Max(most, 1e-9) / marks);
        if (most >= 1) step = Math.Max(1, step);
        var end = Math.Max(1, Math.Ceiling((most / step) - 1e-9)) * step;
        return new Scale(v => v / end, [.. Enumerable.Range(0, (int)Math.Round(end / step) + 1).Select(n => new Tick(n * step, Short(n * step)))]);
    }

    /// <summary>Decades, with 2 and 5 between them where there are few.</summary>
    public static Scale Log(double least, double most)
    {
        var from = Decades.LastOrDefault(m => m <= least, Decades[0]);
        var to = Decades.FirstOrDefault(m => m >= most && m > from, Decades[^1]);
        double At(double v) => Math.Log10(Math.Max(v, from) / from) / Math.Log10(to / from);
        var many = to / from > 200;
        return new Scale(At, [.. Decades.Where(m => m >= from && m <= to && (!many || IsDecade(m))).Select(m => new Tick(m, Short(m)))]);
    }

    /// <summary>Percentiles, each next nine as far from the last one: 0, 90, 99, 99.9 …; no more of them than so many answers tell apart.</summary>
    public static Scale Percentiles(double most)
    {
        double Far(double p) => -Math.Log10(Math.Max(1 - (p / 100), 1e-6));
        var end = Math.Clamp(Far(most), 1, 5);
        return new Scale(p => Math.Min(1, Far(p) / end), [.. Nines.Where(p => Far(p) <= end + 1e-9).Select(p => new Tick(p, p.ToString(CultureInfo.InvariantCulture)))]);
    }

    /// <summary>Seconds from the start to the end of the last one.</summary>
    public static Scale Time(int seconds, int marks)
    {
        var step = TimeSteps.FirstOrDefault(s => seconds / s <= marks, TimeSteps[^1]);
        return new Scale(v => v / seconds, [.. Enumerable.Range(0, (int)(seconds / step) + 1).Select(n => new Tick(n * step, step < 60 ? Short(n * step) : TimeSpan.FromSeconds(n * step).ToString(n * step < 3600 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture)))]);
    }

    // The next of 1, 2 and 5 times a power of ten.
    private static double Round(double step)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return decade * (step <= decade ? 1 : step <= 2 * decade ? 2 : step <= 5 * decade ? 5 : 10);
    }

    private static bool IsDecade(double mark) => Math.Abs(Math.Log10(mark) - Math.Round(Math.Log10(mark))) < 1e-9;

    private static string Short(double value) => value >= 10_000
        ? (value / 1000).ToString("#,0.#", CultureInfo.InvariantCulture) + "k"
        : value.ToString(value >= 1000 ? "#,0" : "0.###", CultureInfo.InvariantCulture);
}

/// <summary>A mark on an axis with its label.</summary>
internal sealed record Tick(double Value, string Label);
