using System.Globalization;
using ScaleMart.Web.Operations.Balance;
using ScaleMart.Web.Operations.Instances;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations.Figures;

/// <summary>
/// What the dashboard shows: the newest tick, and the last fifteen minutes. While Redis does not answer, or nobody records, the tick is
/// of this process's own making: its own traffic and the stock that was known last, and a light that says why.
/// </summary>
public sealed class Dashboard(TickLog log, InstanceBoard board, Shelf shelf, TimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);
    private static readonly QueueFigures Unseen = new(default, 0, 0, 0, 0, [], [], []);
    private volatile DashboardTick? _last;

    /// <summary>The shop now; never fails for want of Redis, but says so.</summary>
    public async Task<DashboardTick> NowAsync(CancellationToken cancel = default)
    {
        try
        {
            var (tick, now) = await log.NewestAsync();
            _last = tick ?? _last;
            if (tick is null) return await OwnAsync(now, "No figures have been recorded yet.", cancel);
            if (now - tick.At <= Silence) return tick;
            return await OwnAsync(now, string.Create(CultureInfo.InvariantCulture, $"Nobody has recorded figures since {tick.At.UtcDateTime:HH:mm:ss} UTC."), cancel);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            var own = await OwnAsync(time.GetUtcNow(), "Redis does not answer.", cancel);
            return own with { Stores = [.. own.Stores.Select(s => s.Name == "redis" ? s with { Well = false, Detail = "does not answer" } : s)] };
        }
    }

    /// <summary>The last fifteen minutes, of the whole shop or of one sale by its id; of a sale that was never recorded, a column of nulls.</summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    /// <exception cref="TimeoutException">Nor in good time.</exception>
    public Task<DashboardHistory> HistoryAsync(string? saleId = null, CancellationToken cancel = default) => log.HistoryAsync(saleId).WaitAsync(cancel);

    private async Task<DashboardTick> OwnAsync(DateTimeOffset at, string reason, CancellationToken cancel)
    {
        var sales = await KnownAsync(cancel);
        var queue = _last is { } last ? new QueueFigures(last.At, last.Depth, last.InFlight, last.OldestAgeMs, last.DeadLetters, [], [], []) { Waiting = last.Retrying } : Unseen;
        return TickSum.Of(
            at, board.Own is { } own ? [new Instance(board.Self, TimeSpan.Zero, own)] : [], sales, queue,
            sales.ToDictionary(s => s.Sale.Id, s => new SaleVerdict(null, reason, at, s.Stock.Version)), new BalanceLight(null, reason, at));
    }

    private async Task<IReadOnlyList<ShelfSale>> KnownAsync(CancellationToken cancel)
    {
        try
        {
            return await shelf.ListAsync(cancel);
        }
        catch (TimeoutException)
        {
            return []; // The catalogue has never been read: no store answers at all.
        }
    }
}
