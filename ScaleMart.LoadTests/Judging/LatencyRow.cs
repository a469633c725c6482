namespace ScaleMart.LoadTests.Judging;

/// <summary>Latencies of so many answers, in milliseconds; in the open model from the moment at which the request was due.</summary>
public sealed record LatencyRow(double Min, double P50, double P90, double P95, double P99, double P999, double Max, double Mean)
{
    /// <exception cref="ArgumentOutOfRangeException">That percentile is not in the row.</exception>
    public double At(double percentile) => percentile switch
    {
        0 => Min,
        50 => P50,
        90 => P90,
        95 => P95,
        99 => P99,
        99.9 => P999,
        100 => Max,
        _ => throw new ArgumentOutOfRangeException(nameof(percentile), percentile, "Known are 0, 50, 90, 95, 99, 99.9 and 100."),
    };
}
