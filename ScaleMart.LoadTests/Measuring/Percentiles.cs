using HdrHistogram;

namespace ScaleMart.LoadTests.Measuring;

/// <summary>Latencies are counted in microseconds and told in milliseconds.</summary>
internal static class Percentiles
{
    public static double Milliseconds(this HistogramBase micros, double percentile) => micros.GetValueAtPercentile(percentile) / 1_000.0;
}
