using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MongoDB.Bson;
using MongoDB.Driver;
using ScaleMart.LoadTests.Benches.Driving;
using ScaleMart.LoadTests.Benches.Figures;
using ScaleMart.LoadTests.Benches.Stage;

namespace ScaleMart.LoadTests.Benches.Rows;

/// <summary>
/// How fast a full queue goes into the ledger when nobody buys. The queue fills while somebody else holds the ledger's write lock;
/// the clock starts when the first orders have left it.
/// </summary>
public sealed class DrainRow : IBenchRow
{
    /// <summary>Names a MongoDB, without a database; the row makes and drops its own there, and locks the server's writes meanwhile.</summary>
    public const string Named = "SCALEMART_BENCH_MONGODB";

    public string Name => "drain";

    public async Task<IReadOnlyList<Finding>> RunAsync(Bench bench)
    {
        var main = await bench.MainAsync();
        List<Finding> found = [await MeasureAsync(bench, "SQLite", main, work => WithSqliteHeldAsync(main.Documents, work))];
        if (Environment.GetEnvironmentVariable(Named) is not { Length: > 0 } server)
        {
            bench.Say($"{Name}  no MongoDB is named in {Named}: not measured on one");
            return found;
        }

        var database = new MongoUrlBuilder(server) { DatabaseName = $"scalemart-bench-{Environment.ProcessId}" }.ToMongoUrl();
        using var client = new MongoClient(database);
        try
        {
            await using var shop = await BenchShop.OpenAsync(new Dictionary<string, string> { ["ConnectionStrings:MongoDB"] = database.ToString() });
            found.Add(await MeasureAsync(bench, "MongoDB", shop, work => WithMongoHeldAsync(client, work)));
        }
        finally
        {
            await client.DropDatabaseAsync(database.DatabaseName);
        }

        return found;
    }

    private async Task<Finding> MeasureAsync(Bench bench, string ledger, BenchShop shop, Func<Func<Task>, Task> held)
    {
        List<double> orders = [];
        Func<Task<Drive>> phase = async () =>
        {
            var sale = await shop.SaleAsync();
            await shop.DrainedAsync();
            await held(() => shop.BuyAsync(shop.Web, sale, 64, bench.Options.Slice));
            var full = await shop.QueuedAsync();
            int left;
            while ((left = await shop.QueuedAsync()) == full) await Task.Delay(5);
            if (left < full / 2) throw new InvalidOperationException($"Of {full} orders {left} were left when the clock started: the queue was not held.");
            var (clock, start) = (shop.Clock(), Stopwatch.GetTimestamp());
            clock.Start();
            await shop.DrainedAsync();
            orders.Add(full);
            return new Drive(left / Stopwatch.GetElapsedTime(start).TotalSeconds, clock.Read());
        };
        var turns = await bench.TakeTurnsAsync(Name, (string.Create(CultureInfo.InvariantCulture, $"{ledger}, orders/s"), phase));
        var drives = turns.Drives.Values.Single();
        var queue = new Part("orders in the queue", Spread.Of(orders.Skip(1)), "orders", Cores.Mean([.. drives.Select(d => d.Cores)]));
        return new Finding(Name, $"from a full queue to an empty one, ledger in {ledger}", Spread.Of(drives.Select(d => d.Rate)), null, [queue]) { Unit = "orders/s" };
    }

    private static async Task WithSqliteHeldAsync(string file, Func<Task> work)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        await work();
        await transaction.RollbackAsync();
    }

    private static async Task WithMongoHeldAsync(MongoClient client, Func<Task> work)
    {
        var admin = client.GetDatabase("admin");
        await admin.RunCommandAsync<BsonDocument>(new BsonDocument { ["fsync"] = 1, ["lock"] = true });
        try
        {
            await work();
        }
        finally
        {
            await admin.RunCommandAsync<BsonDocument>(new BsonDocument("fsyncUnlock", 1));
        }
    }
}
