using Microsoft.Extensions.Options;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>
/// A sale's queue towards the ledger, at least once: entries are claimed in batches under a lease and acknowledged when the
/// ledger has them. A claim whose worker died is handed out again when its lease is over; an entry that failed is handed out
/// again a while later, each time after twice as long.
/// </summary>
public sealed class OrderQueue(RedisDoor redis, TimeProvider time, IOptions<StockOptions> options)
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
        // Counted from before the question: an answer that took long leaves less of the lease, never more.
        var until = new Deadline(time, lease * 0.8);
        var rows = (RedisResult[])(await redis.RunAsync(Claim, [keys.Sale, keys.Queue, keys.Claims, keys.Orders, keys.Restocks, keys.Retries],
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

        return new QueueClaim(saleId, id, until, entries.Length, [.. orders.Values], Terms(saleId, rows), unreadable, (long)rows[6] > 0);
    }

    /// <summary>
    /// Ends the claim; what failed is tried again later, and after <paramref name="attempts"/> failures becomes a dead letter.
    /// Answers how many did; null when the claim was somebody else's by then, and nothing was changed.
    /// </summary>
    public async Task<int?> AcknowledgeAsync(QueueClaim claim, int attempts, IReadOnlyDictionary<string, string> failed)
    {
        var keys = new SaleKeys(claim.SaleId);
        var dead = (int)await redis.RunAsync(Acknowledge, [keys.Retries, keys.Claims, keys.Attempts, keys.Dead],
            [claim.Id, attempts, options.Value.RetryMilliseconds, .. failed.SelectMany(f => new RedisValue[] { f.Key, RecordLine.Clean(f.Value) })]);
        return dead < 0 ? null : dead;
    }

    /// <summary>The sales among these that have something queued, claimed or to be retried, found in one round.</summary>
    public async Task<IReadOnlyList<string>> WaitingAsync(IReadOnlyList<string> saleIds)
    {
        var lengths = await Task.WhenAll(saleIds.Select(async id => (id, n: await LengthAsync(new SaleKeys(id)))));
        return [.. lengths.Where(l => l.n > 0).Select(l => l.id)];
    }

    /// <summary>What an entry is called outside of its queue: a sale's terms are told apart by their sale.</summary>
    public static string NameOf(string saleId, string entry) => entry == TermsEntry ? $"{saleId}-terms" : entry;

    private async Task<long> LengthAsync(SaleKeys keys)
    {
        var lengths = await Task.WhenAll(redis.Database.ListLengthAsync(keys.Queue, flags: CommandFlags.DemandMaster), redis.Database.HashLengthAsync(keys.Claims, flags: CommandFlags.DemandMaster), redis.Database.SortedSetLengthAsync(keys.Retries, flags: CommandFlags.DemandMaster));
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
