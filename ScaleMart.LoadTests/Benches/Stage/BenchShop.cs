using System.Diagnostics;
using System.Security.Cryptography;
using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Processes;
using ScaleMart.LoadTests.Shop;

namespace ScaleMart.LoadTests.Benches.Stage;

/// <summary>
/// A shop to measure, its web processes alike and on one Redis of their own (or on the embedded one), with a crowd whose tokens are
/// in a file for wrk. Its ledger is drained all the time.
/// </summary>
public sealed class BenchShop : IAsyncDisposable
{
    /// <summary>So many people buy, one after the other.</summary>
    public const int People = 5_000;

    /// <summary>More than can be sold in a round, and as much as the shop allows.</summary>
    public const int Plenty = 1_000_000, PlentyEach = 1_000;

    private const string DocumentsFile = "documents.db";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), WarmUp = TimeSpan.FromSeconds(8);
    private readonly TemporaryFolder _folder = new();

    private BenchShop(RedisProcess? redis, IReadOnlyList<ShopProcess> webs)
    {
        (Redis, Webs) = (redis, webs);
        Tokens = [.. Enumerable.Range(1, People).Select(n => Web.Mint.Mint($"bench-{n}"))];
        File.WriteAllLines(TokenFile, Tokens);
    }

    /// <summary>Null where it is embedded.</summary>
    public RedisProcess? Redis { get; }

    public IReadOnlyList<ShopProcess> Webs { get; }

    /// <summary>The first of them.</summary>
    public ShopProcess Web => Webs[0];

    /// <summary>The SQLite file of its catalogue and ledger, where it has no MongoDB.</summary>
    public string Documents => Path.Combine(Web.DataDirectory, DocumentsFile);

    public IReadOnlyList<string> Tokens { get; }

    public string TokenFile => Path.Combine(_folder.Path, "tokens");

    /// <summary>A place for what drivers read.</summary>
    public string Folder => _folder.Path;

    /// <summary>What every shop here is set to, beside its defaults.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(ShopProcess.RoomForACrowd)
    {
        ["Bench:Enabled"] = "true",
        ["Orders:RatePerMinute"] = "60000000",
        ["Orders:Burst"] = "60000000",
        ["Accounts:WorkFactor"] = "4",
    };

    /// <summary>Started and warm: the compiler has seen the buy path hot. <paramref name="settings"/> go over <see cref="Settings"/>.</summary>
    public static async Task<BenchShop> OpenAsync(IReadOnlyDictionary<string, string>? settings = null, bool embedded = false, int webs = 1, bool warm = true)
    {
        RedisProcess? redis = null;
        List<ShopProcess> started = [];
        try
        {
            redis = embedded ? null : await RedisProcess.StartedAsync("everysec");
            var all = new Dictionary<string, string>(Settings) { ["Jwt:SigningKey"] = RandomNumberGenerator.GetHexString(64) };
            if (redis is not null) all["ConnectionStrings:Redis"] = redis.Address;
            foreach (var (name, value) in settings ?? new Dictionary<string, string>()) all[name] = value;
            started.Add(await ShopProcess.StartedAsync(all));
            while (started.Count < webs) started.Add(await BesideAsync(started[0], all));
            var shop = new BenchShop(redis, started);
            if (warm) foreach (var web in started) await shop.BuyAsync(web, await shop.SaleAsync(), 64, WarmUp);
            return shop;
        }
        catch
        {
            foreach (var web in started) await web.DisposeAsync();
            if (redis is not null) await redis.DisposeAsync();
            throw;
        }
    }

    // Several processes share a MongoDB. Where there is none, the others get a way into the first one's SQLite, which is good for a
    // measurement and for nothing else.
    private static async Task<ShopProcess> BesideAsync(ShopProcess first, Dictionary<string, string> settings)
    {
        var shop = new ShopProcess(settings);
        if (!settings.ContainsKey("ConnectionStrings:MongoDB")) File.CreateSymbolicLink(Path.Combine(shop.DataDirectory, DocumentsFile), Path.Combine(first.DataDirectory, DocumentsFile));
        try
        {
            await shop.StartAsync();
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>A sale that is on.</summary>
    public Task<string> SaleAsync(int stock = Plenty, int limit = PlentyEach) => SaleMaker.MakeAsync(Web.Admin, stock, limit);

    public CpuClock Clock() => new([.. Webs.Select(w => w.Running)], Redis is null ? [] : [Redis.Running]);

    /// <summary>Orders at one web process as fast as it can for so long; each must be accepted, by the driver's word and by the sale's own count.</summary>
    /// <exception cref="InvalidOperationException">Some were not.</exception>
    public async Task<WrkSummary> BuyAsync(ShopProcess web, string saleId, int connections, TimeSpan time)
    {
        var before = await TakenAsync(saleId);
        var run = await Wrk.RunAsync(web.Address, connections, time, WrkScript.Buy(web.Address, saleId, RandomNumberGenerator.GetHexString(12), TokenFile));
        if (run.Refused + run.Broken > 0) throw new InvalidOperationException($"Of {run.Requests} orders {run.Refused} were refused and {run.Broken} broke: the rate would say nothing.\n{web.Output}");
        // Another process may buy from the same sale meanwhile: its orders are more, never fewer.
        var taken = await TakenAsync(saleId) - before;
        if (taken < run.Requests) throw new InvalidOperationException($"The driver counts {run.Requests} accepted orders, the sale {taken}.");
        return run;
    }

    /// <summary>Units held or sold, by the shop's count.</summary>
    public async Task<int> TakenAsync(string saleId)
    {
        var stock = (await Web.Admin.SaleAsync(saleId)).Body.GetProperty("stock");
        return stock.GetProperty("held").GetInt32() + stock.GetProperty("sold").GetInt32();
    }

    /// <summary>Orders that wait for the ledger or are on their way into it.</summary>
    public async Task<int> QueuedAsync()
    {
        var queue = await Web.Admin.GetAsync("/api/admin/queue");
        return queue.Number("depth") + queue.Number("inFlight");
    }

    /// <summary>Waits until nothing is on its way to the ledger; for how long.</summary>
    public async Task<TimeSpan> DrainedAsync()
    {
        var start = Stopwatch.GetTimestamp();
        while (await QueuedAsync() is var left and > 0)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience) throw new InvalidOperationException($"{left} orders still wait for the ledger after {Patience.TotalSeconds:0} s.\n{Web.Output}");
            await Task.Delay(50);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var web in Webs) await web.DisposeAsync();
        if (Redis is not null) await Redis.DisposeAsync();
        _folder.Dispose();
    }
}
