using System.Collections.Concurrent;
using System.Globalization;
using ScaleMart.LoadTests.Measuring;
using ScaleMart.LoadTests.Reports;
using ScaleMart.LoadTests.Scenarios;

namespace ScaleMart.LoadTests.Running;

/// <summary>
/// A line a second while a run lasts: what was answered in the second that is just over, and how the sale and the crowd stand. It
/// looks at the sale's stock once a second, which is all that it costs the shop.
/// </summary>
public sealed class Progress(Stage stage)
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<int, Look> _looks = new();
    private long _accepted;
    private int _shown = int.MinValue;

    /// <summary>How the second ended; null when nobody looked.</summary>
    public Look? At(int second) => _looks.GetValueOrDefault(second);

    /// <summary>Until told to stop, and never fails.</summary>
    public async Task ShowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var now = stage.Meter.Now;
            await stage.Meter.DelayAsync(Often - TimeSpan.FromTicks(now.Ticks % Often.Ticks), stop);
            var over = (int)Math.Floor((stage.Meter.Now - stage.Meter.WarmUp).TotalSeconds) - 1;
            // Nothing before the run itself, whose clock starts a moment after this one's.
            if (over == _shown || over < -Math.Ceiling(stage.Meter.WarmUp.TotalSeconds) || stop.IsCancellationRequested) continue;
            var look = new Look(stage.Meter.InFlight, await StockAsync(), stage.Gallery?.Open);
            // A machine that was busy for more than a second owes more than one line.
            for (var second = _shown == int.MinValue ? over : _shown + 1; second <= over; second++)
            {
                _looks[second] = look;
                stage.Screen.Show(Line(second, look));
            }

            _shown = over;
        }
    }

    private async Task<StockRow?> StockAsync()
    {
        if (stage.Sales.FirstOrDefault() is not { } sale) return null;
        var answer = await Shop.Answer.OrNoneAsync(() => stage.Doors[0].SaleAsync(sale.SaleId));
        if (answer.Status != 200) return null;
        var stock = answer.Body.GetProperty("stock");
        return new StockRow(stock.GetProperty("available").GetInt32(), stock.GetProperty("held").GetInt32(), stock.GetProperty("sold").GetInt32());
    }

    private string Line(int second, Look look)
    {
        var seen = stage.Meter.Second(second);
        _accepted += seen.Accepted;
        var requests = seen.Outcomes.Values.Sum();
        var latency = seen.Latencies.TotalCount == 0 ? "" : $"   p50 {Milliseconds(seen, 50)} ms   p99 {Milliseconds(seen, 99)} ms";
        var refused = string.Concat(seen.Outcomes.Where(o => o.Key is not ("200" or "202")).OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"   {Reason(o.Key)} {o.Value}"));
        return string.Create(CultureInfo.InvariantCulture,
            $"{(second < 0 ? "warm-up" : $"{second + 1} s"),7}   {requests,6}/s{latency}   in flight {look.InFlight}   accepted {_accepted}{(look.Stock is { } stock ? $"   left {stock.Available}" : "")}{(look.Watchers is { } watchers ? $"   watching {watchers}" : "")}{refused}");
    }

    // The code says it; the number says only what kind of thing it is.
    private static string Reason(string outcome) => outcome.Split(' ', 2) is [_, { Length: > 0 } code] && !outcome.StartsWith("no answer", StringComparison.Ordinal) ? code : outcome;

    private static string Milliseconds(SecondMeter seen, double percentile) => seen.Latencies.Milliseconds(percentile).ToString("0.0", CultureInfo.InvariantCulture);
}

/// <summary>How things stood at the end of a second; null: not known.</summary>
public sealed record Look(int InFlight, StockRow? Stock, int? Watchers);
