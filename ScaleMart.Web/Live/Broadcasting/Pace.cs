using Microsoft.Extensions.Options;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Live.Broadcasting;

/// <summary>
/// When to say what of each sale. Whatever happens between two messages is one message: they are at least 200 ms apart, and
/// further the more there are who watch. Nothing is said twice but now and then, and nothing that is older than what was said.
/// </summary>
internal sealed class Pace(TimeProvider time, IOptions<LiveOptions> options)
{
    private const int CountsPerStock = 5;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private readonly Dictionary<string, Said> _said = [];

    private TimeSpan Repeat => TimeSpan.FromSeconds(options.Value.RepeatSeconds);

    /// <summary>The time between two messages about a sale that so many watch.</summary>
    public TimeSpan Gap(int watchers)
    {
        var gap = TimeSpan.FromMicroseconds((double)watchers * options.Value.MicrosecondsPerWatcher);
        return gap > Shortest ? gap : Shortest;
    }

    /// <summary>Those of the watched sales that may be spoken of now; what nobody watches any more is forgotten.</summary>
    public IReadOnlyList<string> Due(IReadOnlyDictionary<string, int> watched)
    {
        foreach (var gone in _said.Keys.Where(sale => !watched.ContainsKey(sale)).ToList()) _said.Remove(gone);
        return [.. watched.Where(w => !_said.TryGetValue(w.Key, out var said) || time.GetElapsedTime(said.At) >= Gap(w.Value)).Select(w => w.Key)];
    }

    /// <summary>Whether this is worth a message; then it counts as said.</summary>
    public bool Takes(string saleId, StockLevel stock)
    {
        var said = _said.GetValueOrDefault(saleId);
        if (said is not null && stock.Version < said.Version) return false;
        if (said is not null && stock.Version == said.Version && stock.State == said.State && time.GetElapsedTime(said.At) < Repeat) return false;
        _said[saleId] = (said ?? new Said()) with { Version = stock.Version, State = stock.State, At = time.GetTimestamp() };
        return true;
    }

    /// <summary>Whether this count is worth a message; the crowd changes all the time, so it is told less often than the stock.</summary>
    public bool Takes(string saleId, int watchers)
    {
        if (!_said.TryGetValue(saleId, out var said)) return false;
        var since = said.Counted is { } at ? time.GetElapsedTime(at) : TimeSpan.MaxValue;
        if (since < (said.Watchers == watchers ? Repeat : Gap(watchers) * CountsPerStock)) return false;
        _said[saleId] = said with { Watchers = watchers, Counted = time.GetTimestamp() };
        return true;
    }

    /// <summary>Someone else speaks now: what they said is not known here.</summary>
    public void Forget() => _said.Clear();

    private sealed record Said
    {
        public long Version { get; init; }
        public SaleState State { get; init; }
        public long At { get; init; }
        public int Watchers { get; init; }
        public long? Counted { get; init; }
    }
}
