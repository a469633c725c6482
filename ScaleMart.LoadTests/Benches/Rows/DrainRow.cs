using System.Diagnostics;
using System.Globalization;
using MongoDB.Driver;
using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>
/// How fast a full queue goes into the ledger when nobody buys. The queue is filled while a drain is held back: the web process
/// that accepts writes one order at a time. Another then drains it.
/// </summary>
public sealed class DrainRow : IBenchRow
{
    /// <summary>Names a MongoDB, without a database; the row makes and drops its own there.</summary>
    public const string Named = "SCALEMART_BENCH_MONGODB";

    public string Name => "drain";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        List<Finding> found = [await MeasureAsync(bench, "SQLite", new Dictionary<string, string>())];
        if (Environment.GetEnvironmentVariable(Named) is not { Length: > 0 } server)
        {
            bench.Say($"{Name}  no MongoDB is named in {Named}: not measured on one");
            return found;
        }

        var database = new MongoUrlBuilder(server) { DatabaseName = $"scalemart-bench-{Environment.ProcessId}" }.ToMongoUrl();
        using var client = new MongoClient(database);
        try
        {
            found.Add(await MeasureAsync(bench, "MongoDB", new Dictionary<string, string> { ["ConnectionStrings:MongoDB"] = database.ToString() }));
        }
        finally
        {
            await client.DropDatabaseAsync(database.DatabaseName);
        }

        return found;
    }

    private async Task<Finding> MeasureAsync(Bench bench, string ledger, Dictionary<string, string> settings)
    {
        // One web process, started over and over with one setting or the other.
        List<Drive> drives = [];
        List<double> orders = [];
        await using var shop = await BenchShop.OpenAsync(settings, warm: false);
        for (var round = 0; round <= bench.Options.Rounds; round++)
        {
            await shop.Web.RestartAsync(new Dictionary<string, string> { ["Orders:DrainBatchSize"] = "1" });
            var sale = await shop.SaleAsync();
            await shop.BuyAsync(shop.Web, sale, 64, bench.Options.Slice + TimeSpan.FromSeconds(3));
            await shop.Web.RestartAsync(new Dictionary<string, string> { ["Orders:DrainBatchSize"] = "500" });
            var clock = shop.Clock();
            var (full, start) = (await shop.QueuedAsync(), Stopwatch.GetTimestamp());
            clock.Start();
            await shop.DrainedAsync();
            var drive = new Drive(full / Stopwatch.GetElapsedTime(start).TotalSeconds, clock.Read());
            bench.Say(string.Create(CultureInfo.InvariantCulture, $"{Name}  {ledger}  {(round == 0 ? "warm-up" : $"round {round} of {bench.Options.Rounds}")}  {full} orders: {drive.Rate:0} a second   cores: {drive.Cores}"));
            if (round == 0) continue;
            drives.Add(drive);
            orders.Add(full);
        }

        var queue = new Part("orders in the queue", Spread.Of(orders), "orders", Cores.Mean([.. drives.Select(d => d.Cores)]));
        return new Finding(Name, $"from a full queue to an empty one, ledger in {ledger}", Spread.Of(drives.Select(d => d.Rate)), null, [queue]) { Unit = "orders/s" };
    }
}
