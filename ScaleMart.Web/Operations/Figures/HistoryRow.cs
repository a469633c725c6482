using System.Text.Json;

namespace ScaleMart.Web.Operations.Figures;

/// <summary>
/// One second of the shop or of a sale as a short JSON array: <c>[unix seconds, accepted, refused, p50, p95, p99, counts…, {refusals}]</c>.
/// The shop's counts are depth, in flight, oldest age, drained a second, dead letters and connections; a sale's are total, available,
/// held and sold. Only refusals that occurred in that second are kept.
/// </summary>
internal sealed record HistoryRow(long At, double Accepted, double Refused, double? P50Ms, double? P95Ms, double? P99Ms, IReadOnlyList<double> Counts, IReadOnlyDictionary<string, double> Refusals)
{
    private const int Head = 6;

    /// <summary>A tick's row of the shop, and one of each of its sales, in their order.</summary>
    public static (string Shop, IReadOnlyList<string> Sales) Of(DashboardTick tick)
    {
        var at = tick.At.ToUnixTimeSeconds();
        return (
            new HistoryRow(at, tick.Accepted, tick.Refused, tick.P50Ms, tick.P95Ms, tick.P99Ms,
                [tick.Depth, tick.InFlight, tick.OldestAgeMs, tick.DrainedPerSecond, tick.DeadLetters, tick.Connections], tick.Refusals).Write(),
            [.. tick.Sales.Select(s => new HistoryRow(at, s.Accepted, s.Refused, s.P50Ms, s.P95Ms, s.P99Ms, [s.Total, s.Available, s.Held, s.Sold], s.Refusals).Write())]);
    }

    public static HistoryRow Read(StackExchange.Redis.RedisValue text)
    {
        using var json = JsonDocument.Parse((string)text!);
        var row = json.RootElement.EnumerateArray().ToList();
        double? Number(int i) => row[i].ValueKind == JsonValueKind.Null ? null : row[i].GetDouble();
        return new HistoryRow(row[0].GetInt64(), row[1].GetDouble(), row[2].GetDouble(), Number(3), Number(4), Number(5),
            [.. row[Head..^1].Select(n => n.GetDouble())], row[^1].EnumerateObject().ToDictionary(r => r.Name, r => r.Value.GetDouble()));
    }

    private string Write() => JsonSerializer.Serialize<object?[]>(
        [At, Accepted, Refused, P50Ms, P95Ms, P99Ms, .. Counts.Select(c => (object)c), Refusals.Where(r => r.Value > 0).ToDictionary()]);
}
