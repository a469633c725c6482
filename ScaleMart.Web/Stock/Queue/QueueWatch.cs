using System.Globalization;
using Microsoft.Extensions.Options;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>Looks at every sale's queue for the operator, in two rounds to Redis however many sales there are; it changes nothing.</summary>
public sealed class QueueWatch(RedisDoor redis, SaleCatalogue catalogue, IOptions<StockOptions> options)
{
    /// <summary>Entries that wait for a retry, and batches in flight, of all sales together, that the figures name.</summary>
    public const int Shown = 50;

    /// <summary>All sales' queues together.</summary>
    public async Task<QueueFigures> ReadAsync(CancellationToken cancel = default)
    {
        var sales = await catalogue.ListAsync(cancel);
        var clock = redis.TimeAsync();
        var all = await Task.WhenAll(sales.Select(sale => ReadAsync(sale, clock)));
        var queues = all.Select(a => a.Queue).ToList();
        return new QueueFigures(await clock, queues.Sum(q => q.Depth), queues.Sum(q => q.InFlight), queues.Select(q => q.OldestAgeMs).DefaultIfEmpty().Max(), queues.Sum(q => q.DeadLetters),
            [.. all.SelectMany(a => a.Retrying).OrderBy(r => r.NextTry).Take(Shown)],
            [.. all.SelectMany(a => a.Claims).OrderBy(c => c.LeaseEnds).Take(Shown).OrderBy(c => c.Worker, StringComparer.Ordinal).ThenBy(c => c.LeaseEnds)],
            [.. queues.Where(q => q.Depth + q.InFlight + q.DeadLetters > 0).OrderByDescending(q => q.Depth).ThenByDescending(q => q.DeadLetters)])
        { Waiting = queues.Sum(q => q.Retries) };
    }

    private async Task<(SaleQueue Queue, IReadOnlyList<RetryEntry> Retrying, IReadOnlyList<ClaimEntry> Claims)> ReadAsync(Sale sale, Task<DateTimeOffset> clock)
    {
        var (keys, db) = (new SaleKeys(sale.Id), redis.Database);
        var (depth, head) = (db.ListLengthAsync(keys.Queue, flags: CommandFlags.DemandMaster), db.ListGetByIndexAsync(keys.Queue, 0, flags: CommandFlags.DemandMaster));
        var (claims, dead) = (db.HashGetAllAsync(keys.Claims, flags: CommandFlags.DemandMaster), db.HashLengthAsync(keys.Dead, flags: CommandFlags.DemandMaster));
        var (waiting, soonest) = (db.SortedSetLengthAsync(keys.Retries, flags: CommandFlags.DemandMaster), db.SortedSetRangeByRankWithScoresAsync(keys.Retries, 0, Shown - 1, flags: CommandFlags.DemandMaster));
        var failures = db.HashLengthAsync(keys.Attempts, flags: CommandFlags.DemandMaster);
        var (flying, retries, now) = ((await claims).Select(ClaimLine.Read).OrderBy(c => c.LeaseEnds).ToList(), await soonest, await clock);
        // The oldest that waits is the first of a claim, the head of the queue, or what failed before.
        RedisValue[] heads = [.. flying.Take(Shown).Select(f => (RedisValue)f.Entries[0]).Append(await head).Concat(retries.Select(r => r.Element)).Where(e => !e.IsNull)];
        var age = AgeAsync(keys, sale.Id, heads, now);
        var failed = await AttemptsAsync(keys, await failures == 0 ? [] : [.. retries.Select(r => (string)r.Element!), .. flying.Take(Shown).SelectMany(f => f.Entries)]);
        var queue = new SaleQueue(sale.Id, sale.Product.Name, await depth + await waiting, flying.Sum(f => f.Entries.Count), await waiting, await dead, await age);
        // One that was claimed between the two looks has no line any more, or a newer one.
        return (queue,
            [.. from retry in retries
                let id = (string)retry.Element!
                where failed.ContainsKey(id)
                select new RetryEntry(OrderQueue.NameOf(sale.Id, id), sale.Id, failed[id].Attempts, DateTimeOffset.FromUnixTimeMilliseconds((long)retry.Score), failed[id].Reason)],
            [.. flying.Take(Shown).Select(f => Claim(sale.Id, f, f.Entries.Max(e => failed.GetValueOrDefault(e).Attempts), now))]);
    }

    private ClaimEntry Claim(string saleId, ClaimLine line, int attempts, DateTimeOffset now)
    {
        var since = line.LeaseEnds - TimeSpan.FromSeconds(options.Value.LeaseSeconds);
        return new ClaimEntry(line.Id, saleId, line.Worker, line.Entries.Count, attempts, since, line.LeaseEnds,
            Math.Max(0, (long)(now - since).TotalMilliseconds), (long)(line.LeaseEnds - now).TotalMilliseconds);
    }

    private async Task<Dictionary<string, (int Attempts, string Reason)>> AttemptsAsync(SaleKeys keys, IEnumerable<string> entries)
    {
        var asked = entries.Distinct().ToList();
        if (asked.Count == 0) return [];
        var lines = await redis.Database.HashGetAsync(keys.Attempts, [.. asked.Select(e => (RedisValue)e)], flags: CommandFlags.DemandMaster);
        return asked.Zip(lines, (id, line) => (id, column: ((string?)line)?.Split('\t', 2))).Where(a => a.column is not null)
            .ToDictionary(a => a.id, a => (int.Parse(a.column![0], CultureInfo.InvariantCulture), a.column[1]));
    }

    private async Task<long> AgeAsync(SaleKeys keys, string saleId, RedisValue[] entries, DateTimeOffset now)
    {
        if (entries.Length == 0) return 0;
        var lines = await redis.Database.HashGetAsync(keys.Orders, entries, flags: CommandFlags.DemandMaster);
        return entries.Zip(lines, (id, line) => RecordLine.TryRead(saleId, id!, line)).OfType<OrderRecord>()
            .Select(o => Math.Max(0, (long)(now - o.Timeline[^1].At).TotalMilliseconds)).DefaultIfEmpty().Max();
    }
}
