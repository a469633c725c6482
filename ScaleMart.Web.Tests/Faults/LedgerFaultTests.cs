using System.Globalization;
using System.Text.Json;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Tests.Faults.History;
using ScaleMart.Web.Tests.Fixtures;
using ScaleMart.Web.Tests.Standin;
using StackExchange.Redis;
using Xunit;

namespace ScaleMart.Web.Tests.Faults;

/// <summary>
/// MongoDB does everything wrong that it can while a crowd buys and gives back: orders are accepted all the while, the queue empties when it is over,
/// and the ledger has every order once, in its newest version; what it refuses is a dead letter with its reason, and alone.
/// </summary>
[Trait("stores", "own")]
public sealed class LedgerFaultTests(ITestOutputHelper output)
{
    private const int Buyers = 4;
    private const string Buyer = "buyer";
    private static readonly string[] Words = ["document failed validation", "of_somebody_else", "columns"];

    [Fact]
    public async Task Whatever_MongoDB_does_acceptance_goes_on_and_every_order_is_recorded_exactly_once()
    {
        await using var stores = await ShopStores.FaultyAsync();
        await using var shop = ShopFixture.With(stores.Settings.Concat(Load.Settings).Concat(new Dictionary<string, string>
        {
            ["Storage:DocumentsTimeoutMilliseconds"] = "1000",
            ["Orders:RetryMilliseconds"] = "1",
            ["Orders:DrainBatchSize"] = "50",
        }).ToDictionary());
        await shop.InitializeAsync();
        var lot = await Lot.MakeAsync(shop.Admin, units: 1_000_000, limit: 2);
        await using var stocktaking = await Stocktaking.OpenAsync(stores.Settings);
        using var load = new Load(lot, [shop.Address], seed: Environment.TickCount) { Shoppers = 8, Operations = 0 };
        var bought = (await load.Shopper("unreadable").BuyAsync(lot.SaleId, "k")).OrderId;
        await shop.Admin.BalancedAsync(lot.SaleId);
        using var redis = await ConnectionMultiplexer.ConnectAsync(stores.Redis.Address);
        using var stop = new CancellationTokenSource();
        var buying = Enumerable.Range(0, Buyers).Select(lane => BuyAsync(load, lane, stop.Token)).ToArray();

        var state = await Trial.RunAsync(load, stocktaking, async () =>
        {
            try
            {
                var poison = await PoisonAsync(shop, load, stores.Faulty, redis.GetDatabase(), bought);
                var passing = await PassingAsync(stores.Faulty);
                await AwayAsync(load, stores.Faulty);
                await MendAsync(shop, stores.Faulty, redis.GetDatabase(), poison);
                return passing + Words.Length + 1;
            }
            finally
            {
                await stop.CancelAsync();
                await Task.WhenAll(buying);
            }
        }, output);

        // Nobody was kept waiting for the documents or left in doubt.
        Assert.Empty(load.History.Where(o => o.Shopper.StartsWith(Buyer, StringComparison.Ordinal) && o.Outcome != Outcome.Ok).Take(5));
        Assert.True(state.Ledger.Count > 100, "Too little was bought to say anything.");
        Assert.Equal([OrderStatus.Held, OrderStatus.Cancelled], state.Ledger.Select(o => o.Status).Distinct().Order());
    }

    // Never pays: the sandbox keeps its charges in the documents, so that payments wait for them. Every second order is given back, and has two versions.
    private static async Task BuyAsync(Load load, int lane, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested && n < 100_000; n++)
        {
            var buyer = load.Shopper($"{Buyer}-{lane}-{n}");
            var bought = await buyer.BuyAsync(load.Lot.SaleId, "k");
            await Task.Delay(10, CancellationToken.None);
            if (n % 2 == 0 && bought.OrderId.Length > 0) await buyer.CancelAsync(bought.OrderId);
        }
    }

    // One order that a rule of the collection refuses, one that an index of somebody else's does, one that nobody can read. Each is a dead letter with
    // its reason, before a fault that passes is the last thing that is heard of it.
    private static async Task<(string Order, RedisValue Line)> PoisonAsync(ShopFixture shop, Load load, MongoStandin mongo, IDatabase redis, string order)
    {
        mongo.Poison("userId", "ruled-out");
        mongo.Poison("userId", "indexed-out", 11000, "E11000 duplicate key error index: of_somebody_else");
        foreach (var shopper in new[] { "ruled-out", "indexed-out" }) Assert.Equal(Outcome.Ok, (await load.Shopper(shopper).BuyAsync(load.Lot.SaleId, "k")).Outcome);
        var keys = new SaleKeys(load.Lot.SaleId);
        var line = await redis.HashGetAsync(keys.Orders, order);
        await redis.HashSetAsync(keys.Orders, order, "1\theld\tnonsense");
        await redis.ListRightPushAsync(keys.Queue, order);
        var letters = await DeadAsync(shop);
        Assert.All(Words, w => Assert.Contains(letters, l => l.GetProperty("reason").GetString()!.Contains(w, StringComparison.Ordinal)));
        return (order, line);
    }

    private static async Task<int> PassingAsync(MongoStandin mongo)
    {
        Action<int>[] faults =
        [
            times => mongo.Slow("update", TimeSpan.FromMilliseconds(300), times), times => mongo.AnswerNotPrimary("update", times), times => mongo.AnswerShuttingDown("update", times),
            times => mongo.AnswerWriteConcernError("update", times), times => mongo.DropBefore("update", times), times => mongo.DropAfter("update", times),
            times => mongo.CutMidway("update", times), times => mongo.AnswerDuplicate("update", times), times => mongo.AnswerError("update", 50, "operation exceeded time limit", times),
            times => mongo.Stall("update", times),
        ];
        // Once each the driver mends most of it by itself; of three in a row it cannot.
        int[] rows = Length.IsLong ? [1, 2, 3, 3, 3] : [3];
        foreach (var (fault, times) in faults.SelectMany(f => rows.Select(r => (f, r))))
        {
            var before = Updates(mongo);
            fault(times);
            await Wait.UntilAsync(() => Task.FromResult(Updates(mongo) - before), seen => seen >= times + 1, "MongoDB was written to");
            mongo.Release();
        }

        return faults.Length * rows.Sum();
    }

    private async Task AwayAsync(Load load, MongoStandin mongo)
    {
        var (from, length) = (load.History.Count, Length.OfSeconds(5, 60));
        await mongo.StopAsync();
        await Task.Delay(length);
        // A purchase that is repeated waits a second for the ledger's word on whether it is recorded: these are not.
        var meanwhile = load.History.Skip(from).Where(o => o.Act == Act.Buy && o.Shopper.StartsWith(Buyer, StringComparison.Ordinal)).ToList();
        mongo.Start();
        var accepted = meanwhile.Count(o => o.Status == 202);
        Assert.True(accepted > 0, "Nothing was accepted while MongoDB was away.");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"MongoDB away for {length.TotalSeconds:0} s: {accepted} accepted meanwhile, {accepted / length.TotalSeconds:0}/s, the longest answer took {meanwhile.Max(o => (o.Returned - o.Invoked).TotalMilliseconds):0} ms"));
    }

    // They are dead letters still; their causes are mended, and they are sent again.
    private static async Task MendAsync(ShopFixture shop, MongoStandin mongo, IDatabase redis, (string Order, RedisValue Line) unreadable)
    {
        var letters = await DeadAsync(shop);
        mongo.Mend();
        await redis.HashSetAsync(new SaleKeys(unreadable.Order.Split('-')[0]).Orders, unreadable.Order, unreadable.Line);
        foreach (var letter in letters)
            Expect.Status(204, await shop.Admin.PostAsync($"/api/admin/dead-letters/{letter.GetProperty("id").GetString()}/retry"));
    }

    private static async Task<IReadOnlyList<JsonElement>> DeadAsync(ShopFixture shop) =>
        [.. (await Wait.UntilAsync(() => shop.Admin.GetAsync("/api/admin/dead-letters"), l => l.Body.GetArrayLength() == Words.Length, "each has become a dead letter", TimeSpan.FromMinutes(2))).Body.EnumerateArray()];

    private static int Updates(MongoStandin mongo) => mongo.Seen.Count(c => c == "update");
}
