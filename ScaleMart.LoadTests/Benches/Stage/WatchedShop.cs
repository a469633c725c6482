using System.Text.Json;
using HdrHistogram;
using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Benches.Stage;

/// <summary>A shop with a crowd connected to its hub that watches the one sale that is bought from.</summary>
public sealed class WatchedShop : IAsyncDisposable
{
    private const int AtOnce = 50;
    private const double Mega = 1_000_000;

    // What is told though nothing moved would cost the shops that rest, and say nothing about buying.
    private static readonly Dictionary<string, string> Settings = new() { ["Live:RepeatSeconds"] = "3600" };
    private readonly BenchShop _shop;
    private readonly string _sale;
    private readonly List<LiveConnection> _watchers = [];
    private readonly LongHistogram _late = new(60_000, 3);
    private readonly List<double> _told = [];
    private bool _buying;

    private WatchedShop(BenchShop shop, string sale, int crowd) => (_shop, _sale, Crowd) = (shop, sale, crowd);

    public int Crowd { get; }

    /// <summary>Megabytes of the web process at the end of each round.</summary>
    public List<double> Memory { get; } = [];

    /// <summary>Megabytes once all were connected.</summary>
    public double AtRest { get; private set; }

    public static async Task<WatchedShop> OpenAsync(int crowd)
    {
        var shop = await BenchShop.OpenAsync(Settings);
        var watched = new WatchedShop(shop, await shop.SaleAsync(), crowd);
        await Parallel.ForAsync(0, crowd, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, cancel) => await watched.ConnectAsync(cancel));
        await shop.DrainedAsync();
        watched.AtRest = shop.Web.ResidentBytes / Mega;
        return watched;
    }

    /// <summary>Accepted orders in the watched sale.</summary>
    /// <exception cref="InvalidOperationException">A watcher was lost.</exception>
    public Func<Task<Drive>> Buy(TimeSpan time) => async () =>
    {
        await _shop.DrainedAsync();
        var before = Messages();
        Volatile.Write(ref _buying, true);
        var drive = await new Phases(_shop, time).TimeAsync(() => _shop.BuyAsync(_shop.Web, _sale, 64, time));
        Volatile.Write(ref _buying, false);
        Memory.Add(_shop.Web.ResidentBytes / Mega);
        if (Crowd > 0) _told.Add((Messages() - before) / time.TotalSeconds);
        if (_watchers.Count(w => !w.IsOpen) is var lost and > 0) throw new InvalidOperationException($"{lost} of {Crowd} watchers lost their connection.");
        return drive;
    };

    /// <summary>How many messages came, and how late: from the moment that each was about to its arrival here.</summary>
    public IReadOnlyList<Part> Pushes() =>
    [
        new("messages heard, all watchers together", Spread.Of(_told), "a second"),
        new("a message's way, median", Spread.Of([_late.GetValueAtPercentile(50)]), "ms"),
        new("a message's way, p99", Spread.Of([_late.GetValueAtPercentile(99)]), "ms"),
    ];

    public async ValueTask DisposeAsync()
    {
        await Parallel.ForEachAsync(_watchers, async (watcher, _) => await watcher.DisposeAsync());
        await _shop.DisposeAsync();
    }

    private async Task ConnectAsync(CancellationToken cancel)
    {
        var watcher = await LiveConnection.OpenAsync(_shop.Web.Address, heard: Hear, cancel: cancel);
        lock (_watchers) _watchers.Add(watcher);
        await watcher.WatchSaleAsync(_sale, cancel);
    }

    private void Hear(string kind, JsonElement news)
    {
        if (kind != "stockChanged" || !Volatile.Read(ref _buying)) return;
        var late = (TimeProvider.System.GetUtcNow() - news.GetProperty("at").GetDateTimeOffset()).TotalMilliseconds;
        lock (_late) _late.RecordValue(Math.Clamp((long)late, 0, 60_000));
    }

    private long Messages() => _watchers.Sum(w => w.Messages);
}
