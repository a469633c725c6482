using System.Globalization;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>
/// A sale's queue towards the ledger, at least once: entries are claimed in batches under a lease and acknowledged when the
/// ledger has them. A claim whose worker died is handed out again when its lease is over.
/// </summary>
public sealed class OrderQueue(RedisDoor redis, SaleCatalogue catalogue, TimeProvider time, IOptions<StockOptions> options)
{
    /// <summary>The entry that stands for a sale's terms.</summary>
    public const string TermsEntry = "@terms";

    private static readonly Script Claim = Script.Load("Stock/Scripts/claim.lua"), Acknowledge = Script.Load("Stock/Scripts/acknowledge.lua");

    /// <summary>The next batch, or null when there is nothing to do.</summary>
    public async Task<QueueClaim?> ClaimAsync(string saleId, string worker)
    {
        var keys = new SaleKeys(saleId);
        var id = Ids.New(12);
        var lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        var asked = time.GetUtcNow();
        var rows = (RedisResult[])(await redis.RunAsync(Claim, [keys.Sale, keys.Queue, keys.Claims, keys.Orders, keys.Restocks],
            [id, worker, (long)lease.TotalMilliseconds, options.Value.DrainBatchSize]))!;
        if (rows.Length == 0) return null;

        var entries = (string[])rows[2]!;
        var lines = (string?[])rows[3]!;
        var orders = new Dictionary<string, OrderRecord>(entries.Length);
        var unreadable = new Dictionary<string, string>();
        for (var i = 0; i < entries.Length; i++)
        {
            if (entries[i] == TermsEntry) continue;
            try
            {
                if (lines[i] is { Length: > 0 } line) orders[entries[i]] = RecordLine.Read(saleId, entries[i], line);
                else unreadable[entries[i]] = "The order has no record.";
            }
            catch (FormatException fault)
            {
                unreadable[entries[i]] = fault.Message;
            }
        }

        return new QueueClaim(saleId, id, asked + (lease * 0.8), entries.Length, [.. orders.Values], Terms(saleId, rows), unreadable);
    }

    /// <summary>Ends the claim; what failed is tried again, and after <paramref name="attempts"/> failures becomes a dead letter. Answers how many did.</summary>
    public async Task<int> AcknowledgeAsync(QueueClaim claim, int attempts, IReadOnlyDictionary<string, string> failed)
    {
        var keys = new SaleKeys(claim.SaleId);
        return Math.Max(0, (int)await redis.RunAsync(Acknowledge, [keys.Queue, keys.Claims, keys.Attempts, keys.Dead],
            [claim.Id, attempts, .. failed.SelectMany(f => new RedisValue[] { f.Key, RecordLine.Clean(f.Value) })]));
    }

    /// <summary>The sales among these that have something queued or claimed, found in one round.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync(IReadOnlyList<string> saleIds)
    {
        var lengths = await Task.WhenAll(saleIds.Select(async id => (id, n: await LengthAsync(new SaleKeys(id)))));
        return [.. lengths.Where(l => l.n > 0).Select(l => l.id)];
    }

    /// <summary>All sales' queues together.</summary>
    public async Task<QueueFigures> FiguresAsync(CancellationToken cancel = default)
    {
        var sales = await catalogue.ListAsync(cancel);
        var now = await redis.TimeAsync();
        var all = await Task.WhenAll(sales.Select(sale => FiguresAsync(sale.Id, now)));
        return new QueueFigures(all.Sum(f => f.Depth), all.Sum(f => f.InFlight), all.Length == 0 ? 0 : all.Max(f => f.OldestAgeMs), all.Sum(f => f.DeadLetters));
    }

    private async Task<QueueFigures> FiguresAsync(string saleId, DateTimeOffset now)
    {
        var keys = new SaleKeys(saleId);
        var (depth, claims, dead, oldest) = (redis.Database.ListLengthAsync(keys.Queue), redis.Database.HashValuesAsync(keys.Claims),
            redis.Database.HashLengthAsync(keys.Dead), redis.Database.ListGetByIndexAsync(keys.Queue, 0));
        var flying = (await claims).Select(c => ((string)c!).Split('\t', 3)[2].Split(' ')).ToList();
        // The oldest that waits is the first of a claim, or else the head of the queue.
        var head = flying.Count > 0 ? flying[0][0] : (string?)await oldest;
        return new QueueFigures(await depth, flying.Sum(f => f.Length), await AgeAsync(saleId, head, now), await dead);
    }

    private async Task<long> AgeAsync(string saleId, string? entry, DateTimeOffset now)
    {
        if (entry is null or TermsEntry || (string?)await redis.Database.HashGetAsync(new SaleKeys(saleId).Orders, entry) is not { } line) return 0;
        var timeline = line.Split('\t', 11)[9];
        var last = timeline[(timeline.LastIndexOf(':') + 1)..];
        return Math.Max(0, now.ToUnixTimeMilliseconds() - long.Parse(last, CultureInfo.InvariantCulture));
    }

    private async Task<long> LengthAsync(SaleKeys keys)
    {
        var lengths = await Task.WhenAll(redis.Database.ListLengthAsync(keys.Queue), redis.Database.HashLengthAsync(keys.Claims));
        return lengths.Sum();
    }

    private static SaleTerms? Terms(string saleId, RedisResult[] rows)
    {
        var values = (string[])rows[4]!;
        if (values.Length == 0) return null;
        var restocks = (string[])rows[5]!;
        return TermsLine.Read(saleId, values, restocks.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], pair[1])));
    }
}
