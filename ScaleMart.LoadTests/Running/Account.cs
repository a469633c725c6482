using HdrHistogram;
using ScaleMart.LoadTests.Engines;
using ScaleMart.LoadTests.Judging;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Reports;
using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests.Running;

/// <summary>Makes the report's figures out of what the meter, the progress and the logs have.</summary>
public static class Account
{
    private static readonly double[] Curve = [0, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99, 100];

    /// <summary>Milliseconds; null when nothing was answered.</summary>
    public static LatencyRow? Latency(HistogramBase micros) => micros.TotalCount == 0 ? null : new LatencyRow(
        micros.Milliseconds(0), micros.Milliseconds(50), micros.Milliseconds(90), micros.Milliseconds(95), micros.Milliseconds(99), micros.Milliseconds(99.9), micros.GetMaxValue() / 1000.0, micros.GetMean() / 1000.0);

    public static IReadOnlyList<StepRow> Steps(Meter meter) =>
        [.. meter.Steps.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new StepRow(s.Key, s.Value.Count, s.Value.Faults, Latency(s.Value.Latencies), Distribution(s.Value.Latencies)))];

    /// <summary>From the end of the warm-up to the last answer, none left out.</summary>
    public static IReadOnlyList<SecondRow> Seconds(Meter meter, Progress progress) =>
        [.. Enumerable.Range(0, (int)Math.Ceiling(meter.Measured.TotalSeconds)).Select(n => Second(n, meter.Second(n), progress.At(n)))];

    public static Totals Totals(Meter meter, IEnumerable<SaleLog> sales)
    {
        var attempts = sales.SelectMany(s => s.Attempts).ToArray();
        return new Totals(meter.Iterations, meter.Steps.Values.Where(s => !s.IsNews).Sum(s => s.Count), attempts.Where(a => a.Accepted).DistinctBy(a => a.OrderId).Count(),
            attempts.GroupBy(a => a.Outcome).ToDictionary(g => g.Key, g => g.Count()));
    }

    /// <summary>What kept the driver busy, and whether it kept up.</summary>
    public static DriverRow Driver(TimeSpan cpu, TimeSpan took, EngineRun run) => new(
        Math.Min(100, 100 * cpu / (took > TimeSpan.Zero ? took : TimeSpan.FromTicks(1)) / Environment.ProcessorCount), (int)run.Begun, (int)(run.Late + run.NeverBegun), OpenModel.Tolerance.TotalMilliseconds);

    private static SecondRow Second(int number, SecondMeter seen, Look? look) => new(
        number, seen.Outcomes.Values.Sum(), seen.Accepted, seen.Outcomes.ToDictionary(), look?.InFlight ?? 0,
        seen.Latencies.TotalCount == 0 ? null : new SecondLatency(seen.Latencies.Milliseconds(50), seen.Latencies.Milliseconds(95), seen.Latencies.Milliseconds(99), seen.Latencies.GetMaxValue() / 1000.0),
        look?.Stock, look?.Watchers);

    private static IReadOnlyList<LatencyPoint> Distribution(HistogramBase micros) =>
        micros.TotalCount == 0 ? [] : [.. Curve.Select(p => new LatencyPoint(p, micros.Milliseconds(p)))];
}
