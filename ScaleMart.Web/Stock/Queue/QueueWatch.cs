using System.Globalization;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>Looks at every sale's queue for the operator; it changes nothing.</summary>
public sealed class QueueWatch(RedisDoor redis, SaleCatalogue catalogue)
{
    /// <summary>Entries that wait for a retry, of all sales together, that the figures name.</summary>
    public const int Shown = 50;

    /// <summary>All sales' queues together.</summary>
    public async Task<QueueFigures> ReadAsync(CancellationToken cancel = default)
    {
        var sales = await catalogue.ListAsync(cancel);
        var now = await redis.TimeAsync();
        var all = await Task.WhenAll(sales.Select(sale => ReadAsync(sale.Id, now)));
        return new QueueFigures(all.Sum(f => f.Depth), all.Sum(f => f.InFlight), all.Length == 0 ? 0 : all.Max(f => f.OldestAgeMs), all.Sum(f => f.DeadLetters),
            [.. all.SelectMany(f => f.Retrying).OrderBy(r => r.NextTry).Take(Shown)])
        { Waiting = all.Sum(f => f.Waiting) };
    }

    private async Task<QueueFigures> ReadAsync(string saleId, DateTimeOffset now)
    {
        var (keys, db) = (new SaleKeys(saleId), redis.Database);
        var (depth, claims, dead, oldest) = (db.ListLengthAsync(keys.Queue, flags: CommandFlags.DemandMaster), db.HashValuesAsync(keys.Claims, flags: CommandFlags.DemandMaster), db.HashLengthAsync(keys.Dead, flags: CommandFlags.DemandMaster), db.ListGetByIndexAsync(keys.Queue, 0, flags: CommandFlags.DemandMaster));
        var (waiting, retries) = (db.SortedSetLengthAsync(keys.Retries, flags: CommandFlags.DemandMaster), db.SortedSetRangeByRankWithScoresAsync(keys.Retries, 0, Shown - 1, flags: CommandFlags.DemandMaster));
        var flying = (await claims).Select(c => ((string)c!).Split('\t', 3)[2].Split(' ')).ToList();
        var retrying = await RetriesAsync(saleId, await retries);
        // The oldest that waits is the first of a claim, the head of the queue, or what failed before.
        var heads = flying.Select(f => (RedisValue)f[0]).Append(await oldest).Concat((await retries).Select(r => r.Element)).Where(e => !e.IsNull).ToArray();
        return new QueueFigures(await depth + await waiting, flying.Sum(f => f.Length), await AgeAsync(saleId, heads, now), await dead, retrying) { Waiting = await waiting };
    }

    private async Task<IReadOnlyList<RetryEntry>> RetriesAsync(string saleId, SortedSetEntry[] retries)
    {
        if (retries.Length == 0) return [];
        var lines = await redis.Database.HashGetAsync(new SaleKeys(saleId).Attempts, [.. retries.Select(r => r.Element)], flags: CommandFlags.DemandMaster);
        // One that was claimed between the two looks has no line any more, or a newer one.
        return [.. retries.Zip(lines).Where(r => !r.Second.IsNull).Select(r =>
        {
            var column = ((string)r.Second!).Split('\t', 2);
            return new RetryEntry(OrderQueue.NameOf(saleId, (string)r.First.Element!), saleId, int.Parse(column[0], CultureInfo.InvariantCulture),
                DateTimeOffset.FromUnixTimeMilliseconds((long)r.First.Score), column[1]);
        })];
    }

    private async Task<long> AgeAsync(string saleId, RedisValue[] entries, DateTimeOffset now)
    {
        if (entries.Length == 0) return 0;
        var lines = await redis.Database.HashGetAsync(new SaleKeys(saleId).Orders, entries, flags: CommandFlags.DemandMaster);
        return entries.Zip(lines, (id, line) => RecordLine.TryRead(saleId, id!, line)).OfType<OrderRecord>()
            .Select(o => Math.Max(0, (long)(now - o.Timeline[^1].At).TotalMilliseconds)).DefaultIfEmpty().Max();
    }
}
