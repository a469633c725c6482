namespace ScaleMart.LoadTests.Benches.Figures;

/// <summary>One figure over the rounds of a run: its median, its quartiles (between the nearest two, by their distance) and its extremes.</summary>
public sealed record Spread(double Median, double Low, double High, double Least, double Most, int Rounds)
{
    /// <exception cref="ArgumentException">There is nothing to spread.</exception>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0) throw new ArgumentException("No round was measured.", nameof(values));
        return new Spread(At(sorted, 0.5), At(sorted, 0.25), At(sorted, 0.75), sorted[0], sorted[^1], sorted.Length);
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
