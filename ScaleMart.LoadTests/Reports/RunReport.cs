using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScaleMart.LoadTests.Judging;

namespace ScaleMart.LoadTests.Reports;

/// <summary>
/// All that a report is made from; <c>report.json</c> is this and nothing else. Milliseconds for latencies, seconds for the
/// run's own time, bytes for memory, units for stock. Holds no secret: settings name where a key came from, never the key.
/// </summary>
public sealed record RunReport
{
    /// <summary>The form of this data; raised when a member changes its meaning or goes.</summary>
    public int Format { get; init; } = 1;

    public required string Scenario { get; init; }

    /// <summary>Which engine drove it, and its model: <c>open, 500/s</c> or <c>closed, 64 lanes</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>From the first request to the last answer, without preparation, warm-up and judging.</summary>
    public required double TookSeconds { get; init; }

    public required Machine Machine { get; init; }

    public required Versions Versions { get; init; }

    /// <summary>Name → value as it was used, defaults included.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    public required Totals Totals { get; init; }

    public required IReadOnlyList<StepRow> Steps { get; init; }

    /// <summary>One row a second of the run, in order, also for seconds in which nothing was answered.</summary>
    public required IReadOnlyList<SecondRow> Seconds { get; init; }

    public required Judgement Verdict { get; init; }

    public required DriverRow Driver { get; init; }

    public static JsonSerializerOptions JsonOptions { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // Left as it is, since the file is JSON and never a part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}

/// <summary>
/// An iteration is one pass through the scenario, a request one HTTP request of it. <c>Outcomes</c>: what became of the attempts to
/// buy (<c>202</c>, <c>409 sold_out</c>, <c>no answer, cut off</c>) and how many of each, after unknown ones were asked again.
/// </summary>
public sealed record Totals(int Iterations, int Requests, int Accepted, IReadOnlyDictionary<string, int> Outcomes);

/// <summary>
/// One step of the scenario. Faults: no answer, 5xx, or an answer outside the contract; a refusal is none. No latency without an answer.
/// <c>Distribution</c> ascends in percentiles, for the curve; it may be empty.
/// </summary>
public sealed record StepRow(string Name, int Count, int Faults, LatencyRow? Latency, IReadOnlyList<LatencyPoint> Distribution);

/// <summary>So many percent of the answers (0 to 100) took at most so many milliseconds.</summary>
public sealed record LatencyPoint(double Percentile, double Milliseconds);

/// <summary>
/// What ended in the second that begins at <c>Second</c> after the start. <c>Outcomes</c> of all requests by name, adding up to
/// <c>Requests</c>; <c>InFlight</c>, <c>Stock</c> and <c>Watchers</c> as they were at its end. Null: not known, or nothing was answered.
/// </summary>
public sealed record SecondRow(
    int Second, int Requests, int Accepted, IReadOnlyDictionary<string, int> Outcomes, int InFlight, SecondLatency? Latency, StockRow? Stock, int? Watchers);

/// <summary>Milliseconds, of the answers of one second.</summary>
public sealed record SecondLatency(double P50, double P95, double P99, double Max);

/// <summary>Units of the sale, as the shop shows them to everyone.</summary>
public sealed record StockRow(int Available, int Held, int Sold);

/// <summary>
/// What the load generator itself did, so that a reader knows whether it was the bottleneck. CPU: its mean share of all cores, 0 to
/// 100 %. Late: starts that came more than <c>LateMilliseconds</c> after they were due, of <c>Starts</c> (the closed model has none).
/// </summary>
public sealed record DriverRow(double CpuPercent, int Starts, int LateStarts, double LateMilliseconds);
