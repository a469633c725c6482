using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Inspection;

/// <summary>Some of a sale's orders; not <paramref name="IsWhole"/> when there were more than are read at once.</summary>
public sealed record SomeOrders(IReadOnlyList<OrderRecord> Orders, bool IsWhole);

/// <summary>What Redis knows of orders beyond the ledger, for whoever looks for them; it changes nothing, and reads a bounded number.</summary>
public sealed class RecentOrders(RedisDoor redis)
{
    /// <summary>Entries of one queue that are read: its newest.</summary>
    public const int Most = 2_000;

    private const int Chunk = 1_000;

    /// <summary>The newest records of a sale's orders that the ledger may have in an older version only, or not at all: queued, claimed, waiting for a retry, dead.</summary>
    public async Task<SomeOrders> UnwrittenAsync(string saleId)
    {
        var (keys, db) = (new SaleKeys(saleId), redis.Database);
        // In the order in which an entry moves on, so that none is passed over between two of the looks.
        var queued = db.ListRangeAsync(keys.Queue, -Most, -1, flags: CommandFlags.DemandMaster);
        var claimed = db.HashValuesAsync(keys.Claims, flags: CommandFlags.DemandMaster);
        var retrying = db.SortedSetRangeByRankAsync(keys.Retries, 0, Most - 1, flags: CommandFlags.DemandMaster);
        var dead = db.HashKeysAsync(keys.Dead, flags: CommandFlags.DemandMaster);
        await Task.WhenAll(queued, claimed, retrying, dead);
        var entries = (await queued).Concat(await retrying).Concat(await dead).Select(e => (string)e!)
            .Concat((await claimed).SelectMany(c => ((string)c!).Split('\t', 3)[2].Split(' ')));
        return new SomeOrders(await FindAsync(saleId, [.. entries.Where(e => e != OrderQueue.TermsEntry).Distinct()]), (await queued).Length < Most && (await retrying).Length < Most);
    }

    /// <summary>Those of these orders of which Redis has a record that can be read.</summary>
    public async Task<IReadOnlyList<OrderRecord>> FindAsync(string saleId, IReadOnlyCollection<string> orderIds)
    {
        var found = new List<OrderRecord>(orderIds.Count);
        foreach (var ids in orderIds.Chunk(Chunk))
        {
            var lines = await redis.Database.HashGetAsync(new SaleKeys(saleId).Orders, [.. ids.Select(id => (RedisValue)id)], flags: CommandFlags.DemandMaster);
            found.AddRange(ids.Zip(lines, (id, line) => RecordLine.TryRead(saleId, id, line)).OfType<OrderRecord>());
        }

        return found;
    }

    /// <summary>A sale's orders as Redis has them, in no order; it looks at <paramref name="most"/> records and no more.</summary>
    public async Task<SomeOrders> ScanAsync(string saleId, int most)
    {
        var found = new Dictionary<string, OrderRecord>();
        var looked = 0;
        // A scan may show a field more than once.
        await foreach (var entry in redis.Database.HashScanAsync(new SaleKeys(saleId).Orders, pageSize: Chunk, flags: CommandFlags.DemandMaster))
        {
            if (looked++ >= most) return new SomeOrders([.. found.Values], IsWhole: false);
            if (RecordLine.TryRead(saleId, (string)entry.Name!, entry.Value) is { } order) found[order.Id] = order;
        }

        return new SomeOrders([.. found.Values], IsWhole: true);
    }
}
