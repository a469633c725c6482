using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Driver;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using ScaleMart.Web.Storage.Mongo;
using StackExchange.Redis;

namespace ScaleMart.Web.Tests.Faults.History;

/// <summary>Reads a sale's state from its Redis and from its document store directly, through no shop. For Redis and MongoDB, or its stand-in, that are servers.</summary>
internal sealed class Stocktaking : IAsyncDisposable
{
    private static int _number;
    private readonly ConnectionMultiplexer _redis;
    private readonly ServiceProvider _books;

    private Stocktaking(ConnectionMultiplexer redis, ServiceProvider books) => (_redis, _books) = (redis, books);

    /// <param name="settings">The connection strings, as a shop takes them; they may lead past what a test put between shop and store.</param>
    public static async Task<Stocktaking> OpenAsync(IReadOnlyDictionary<string, string> settings)
    {
        // The driver lets clients of equal settings share their connections: a shop in this process must not lose its own when this one closes.
        var mongo = new MongoUrlBuilder(settings["ConnectionStrings:MongoDB"]) { MaxConnectionIdleTime = TimeSpan.FromMilliseconds(300_000 + Interlocked.Increment(ref _number)) };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Redis"] = settings["ConnectionStrings:Redis"],
            ["ConnectionStrings:MongoDB"] = mongo.ToString(),
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        var books = services.AddStorage(configuration).AddSales().AddStock().AddOrders().BuildServiceProvider();
        var where = ConfigurationOptions.Parse(settings["ConnectionStrings:Redis"]);
        where.AbortOnConnectFail = false;
        return new Stocktaking(await ConnectionMultiplexer.ConnectAsync(where), books);
    }

    /// <summary>Read key by key: it is one moment's state only when nothing moves.</summary>
    public async Task<State> ReadAsync(Lot lot)
    {
        var (keys, db) = (new SaleKeys(lot.SaleId), _redis.GetDatabase());
        // Before the ledger: what leaves the queue after this is in the ledger's reading.
        var (queue, retries, claims, dead) = (await db.ListRangeAsync(keys.Queue), await db.SortedSetRangeByRankAsync(keys.Retries), await db.HashValuesAsync(keys.Claims), await db.HashKeysAsync(keys.Dead));
        var main = (await db.HashGetAllAsync(keys.Sale)).ToDictionary(e => (string)e.Name!, e => (string)e.Value!);
        int Count(string field) => int.Parse(main[field], CultureInfo.InvariantCulture);
        return new State
        {
            Lot = lot,
            Now = await NowAsync(db),
            Total = Count("total"),
            Available = Count("available"),
            Held = Count("held"),
            Sold = Count("sold"),
            Sequence = long.Parse(main["seq"], CultureInfo.InvariantCulture),
            Unfinished = main["writing"] != "0" || main.ContainsKey("latch"),
            Live = [.. (await db.HashGetAllAsync(keys.Orders)).Select(e => RecordLine.Read(lot.SaleId, e.Name!, e.Value!))],
            Units = (await db.HashGetAllAsync(keys.Users)).ToDictionary(e => (string)e.Name!, e => (int)e.Value),
            Mine = (await db.HashGetAllAsync(keys.Mine)).ToDictionary(e => (string)e.Name!, e => (string)e.Value!),
            Waiting = [.. queue.Concat(retries).Select(e => (string)e!), .. claims.SelectMany(c => Words(((string)c!).Split('\t', 3)[2]))],
            Dead = [.. dead.Select(e => (string)e!)],
            Holds = [.. (await db.SortedSetRangeByRankAsync(keys.Holds)).SelectMany(m => Words((string)m!))],
            Unsettled = [.. (await db.SortedSetRangeByRankAsync(keys.Unsettled)).Select(m => (string)m!)],
            Ledger = await LedgerAsync(lot.SaleId),
            Charges = await ChargesAsync(lot.SaleId),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _books.DisposeAsync();
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<DateTimeOffset> NowAsync(IDatabase db) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse((string)((RedisResult[])(await db.ExecuteAsync("TIME"))!)[0]!, CultureInfo.InvariantCulture));

    private async Task<List<OrderRecord>> LedgerAsync(string saleId)
    {
        var orders = new List<OrderRecord>();
        await foreach (var order in _books.GetRequiredService<IOrderBook>().OfSaleAsync(saleId)) orders.Add(order);
        return orders;
    }

    // Every charge whose key begins with the sale's id and a dash: also one of an order that nobody knows.
    private Task<IReadOnlyList<Charge>> ChargesAsync(string saleId) =>
        new MongoRecords<Charge>(_books.GetRequiredService<MongoDoor>(), MongoChargeBook.Indexes.Collection)
            .ListAsync(MongoRecords.Where.Gte("_id", $"{saleId}-") & MongoRecords.Where.Lt("_id", $"{saleId}."), null, null, CancellationToken.None);
}
