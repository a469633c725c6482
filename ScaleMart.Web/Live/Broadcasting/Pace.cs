using Microsoft.Extensions.Options;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// When to say what to each shard of a sale's watchers. Whatever happens between two messages is one message: they are at least
/// 200 ms apart, and further when more are to be told than the <see cref="Budget"/> has for. Who has heard nothing for the longest
/// time comes first, and hears how it is then. Nothing is said twice but now and then, and nothing that is older than what was said.
/// </summary>
internal sealed class Pace(TimeProvider time, Budget budget, IOptions<LiveOptions> options)
{
    private const int CountsPerStock = 5;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<Shard, Said> _said = [];

    private TimeSpan Repeat => TimeSpan.FromSeconds(options.Value.RepeatSeconds);

    /// <summary>Those who may be spoken to now, whoever waits longest first; what nobody watches any more is forgotten.</summary>
    public IReadOnlyList<Shard> Due(IReadOnlyDictionary<Shard, Listeners> watched)
    {
        budget.Fit(watched.Values.Sum(listeners => listeners.Here));
        foreach (var gone in _said.Keys.Where(shard => !watched.ContainsKey(shard)).ToList()) _said.Remove(gone);
        return [.. watched.Keys.Select(shard => (Shard: shard, Said: _said.GetValueOrDefault(shard))).Where(s => s.Said is null || Since(s.Said.At) >= Shortest)
            .OrderBy(s => s.Said?.JudgedAt ?? long.MinValue).Select(s => s.Shard)];
    }

    /// <summary>Whether this is worth a message to them, and there is something left for it; then it counts as said.</summary>
    public bool Takes(Shard shard, Listeners listeners, StockLevel stock)
    {
        var said = _said.GetValueOrDefault(shard);
        if (said is not null && !IsNews(said, stock))
        {
            _said[shard] = said with { JudgedAt = time.GetTimestamp() };
            return false;
        }

        var turned = said is not null && said.State != stock.State;
        if (!(turned ? budget.TakesForAll(listeners) : budget.Takes(listeners))) return false;
        _said[shard] = (said ?? new Said()) with { Version = stock.Version, State = stock.State, At = time.GetTimestamp(), JudgedAt = time.GetTimestamp() };
        return true;
    }

    /// <summary>
    /// Whether the count of the sale's watchers is worth a message to them. A crowd changes all the time, so it is told less often
    /// than the stock, and with it or when there is something left.
    /// </summary>
    public bool Takes(Shard shard, Listeners listeners, bool withStock)
    {
        if (!_said.TryGetValue(shard, out var said)) return false;
        var since = said.CountedAt is { } at ? Since(at) : TimeSpan.MaxValue;
        if (since < (said.Watchers == listeners.OfSale ? Repeat : Gap(listeners.OfSale) * CountsPerStock)) return false;
        if (withStock) budget.Spend(listeners);
        else if (!budget.Takes(listeners)) return false;
        _said[shard] = said with { Watchers = listeners.OfSale, CountedAt = time.GetTimestamp() };
        return true;
    }

    /// <summary>Someone else speaks now: what they said is not known here.</summary>
    public void Forget() => _said.Clear();

    private bool IsNews(Said said, StockLevel stock) =>
        stock.Version >= said.Version && (stock.Version > said.Version || stock.State != said.State || Since(said.At) >= Repeat);

    private TimeSpan Gap(int watchers) => budget.Round(watchers) is var round && round > Shortest ? round : Shortest;

    private TimeSpan Since(long at) => time.GetElapsedTime(at);

    private sealed record Said
    {
        public long Version { get; init; }
        public SaleState State { get; init; }
        public long At { get; init; }
        public long JudgedAt { get; init; }
        public int Watchers { get; init; }
        public long? CountedAt { get; init; }
    }
}
