using System.Globalization;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>What the ledger refused too often, kept until an admin has looked at it.</summary>
public sealed class DeadLetterBox(RedisDoor redis)
{
    private const int Batch = 500;
    private static readonly Script Revive = Script.Load("Stock/Scripts/revive.lua");

    /// <summary>How many each of these sales has; those with none are left out.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(IReadOnlyCollection<string> saleIds)
    {
        var counts = await Task.WhenAll(saleIds.Select(async id => (id, n: await redis.Database.HashLengthAsync(new SaleKeys(id).Dead, flags: CommandFlags.DemandMaster))));
        return counts.Where(c => c.n > 0).ToDictionary(c => c.id, c => c.n);
    }

    /// <summary>A sale's dead letters in no order, without what they stand for; of more than <paramref name="most"/> any so many.</summary>
    public async Task<IReadOnlyList<DeadHead>> HeadsAsync(string saleId, int most = int.MaxValue)
    {
        var heads = new Dictionary<string, DeadHead>(); // While the hash grows, one may be named twice.
        await foreach (var entry in redis.Database.HashScanAsync(new SaleKeys(saleId).Dead, pageSize: 2 * Batch, flags: CommandFlags.DemandMaster))
        {
            if (heads.Count >= most) break;
            heads[(string)entry.Name!] = Head(saleId, (string)entry.Name!, entry.Value);
        }

        return [.. heads.Values];
    }

    /// <summary>A sale's dead letters, oldest first, each with its newest record when there is a readable one.</summary>
    public async Task<IReadOnlyList<DeadEntry>> ListAsync(string saleId) => await ReadAsync([.. (await HeadsAsync(saleId)).OrderBy(h => h.At)]);

    /// <summary>The dead letter of this name (see <see cref="DeadHead.Name"/>) in one of these sales, found in one look at each; null when there is none.</summary>
    public async Task<DeadEntry?> FindAsync(string name, IReadOnlyCollection<string> saleIds)
    {
        var found = await Task.WhenAll(saleIds.Select(async saleId =>
        {
            var entry = name == OrderQueue.NameOf(saleId, OrderQueue.TermsEntry) ? OrderQueue.TermsEntry : name;
            var value = await redis.Database.HashGetAsync(new SaleKeys(saleId).Dead, entry, flags: CommandFlags.DemandMaster);
            return value.IsNull ? null : Head(saleId, entry, value);
        }));
        return found.OfType<DeadHead>().FirstOrDefault() is { } head ? (await ReadAsync([head]))[0] : null;
    }

    /// <summary>The same letters, in their order, with what they stand for: some hundred records a question.</summary>
    public async Task<IReadOnlyList<DeadEntry>> ReadAsync(IReadOnlyList<DeadHead> heads)
    {
        var batches = heads.GroupBy(h => h.SaleId).SelectMany(sale => sale.Chunk(Batch)).Select(ReadBatchAsync).ToList();
        var read = (await Task.WhenAll(batches)).SelectMany(entries => entries).ToDictionary(e => e.Head);
        return [.. heads.Select(h => read[h])];
    }

    /// <summary>Back into the queue; false when there is no such dead letter.</summary>
    public Task<bool> RetryAsync(DeadEntry entry) => ReviveAsync(entry, "retry");

    /// <summary>Dropped, with a record that nobody can read: the caller has made sure that nothing is lost by it.</summary>
    public Task<bool> DiscardAsync(DeadEntry entry) => ReviveAsync(entry, "discard");

    private static DeadHead Head(string saleId, string id, RedisValue value)
    {
        var column = ((string)value!).Split('\t', 3);
        return new DeadHead(saleId, id, int.Parse(column[0], CultureInfo.InvariantCulture), RecordLine.Time(column[1]), column[2]);
    }

    private async Task<bool> ReviveAsync(DeadEntry entry, string how)
    {
        var keys = new SaleKeys(entry.SaleId);
        return (int)await redis.RunAsync(Revive, [keys.Queue, keys.Dead, keys.Orders], [entry.Id, how, entry.Line ?? ""]) == 1;
    }

    // All of one sale.
    private async Task<IReadOnlyList<DeadEntry>> ReadBatchAsync(DeadHead[] heads)
    {
        var saleId = heads[0].SaleId;
        var keys = new SaleKeys(saleId);
        var terms = heads.Any(h => h.Id == OrderQueue.TermsEntry) ? redis.Database.HashGetAsync(keys.Sale, "terms", flags: CommandFlags.DemandMaster) : Task.FromResult(RedisValue.Null);
        var lines = await redis.Database.HashGetAsync(keys.Orders, [.. heads.Select(h => (RedisValue)h.Id)], flags: CommandFlags.DemandMaster);
        var version = (long?)await terms;
        return [.. heads.Zip(lines, (head, line) =>
        {
            if (head.Id == OrderQueue.TermsEntry) return new DeadEntry(head, version, null, null);
            var order = RecordLine.TryRead(saleId, head.Id, line);
            return new DeadEntry(head, order?.Version, order, order is null ? (string?)line : null);
        })];
    }
}
