using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Reservations;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Restore;

/// <summary>
/// The Redis side of a rebuild: latches a sale, reads what survived, and writes a sale anew under a token. It only ever adds
/// orders and queue entries, and writes the main hash last: stopped anywhere, it can be begun again.
/// </summary>
public sealed class SaleRestore(RedisDoor redis, SequenceFence fence, SoldOutFlags flags)
{
    private const int Chunk = 1_000;
    private static readonly Script Begin = Script.Load("Stock/Scripts/rebuild-begin.lua"),
        Put = Script.Load("Stock/Scripts/rebuild-write.lua"), Finish = Script.Load("Stock/Scripts/rebuild-finish.lua");

    /// <summary>A token, or null when somebody else rebuilds this sale now.</summary>
    public async Task<string?> BeginAsync(string saleId, TimeSpan life)
    {
        var (keys, token) = (new SaleKeys(saleId), Ids.New());
        var ours = (int)await redis.RunAsync(Begin, [keys.Sale, keys.Rebuild], [token, (long)life.TotalMilliseconds]);
        return ours == 1 ? token : null;
    }

    /// <summary>Takes the token away from whoever has it: for a start that knows them dead.</summary>
    public Task ForgetTokenAsync(string saleId) => redis.Database.KeyDeleteAsync(new SaleKeys(saleId).Rebuild);

    /// <summary>How long the last live claim on the queue still runs; zero when there is none. No new one begins while the sale is latched.</summary>
    public async Task<TimeSpan> LeaseLeftAsync(string saleId)
    {
        var claims = await redis.Database.HashValuesAsync(new SaleKeys(saleId).Claims);
        if (claims.Length == 0) return TimeSpan.Zero;
        var left = claims.Max(c => RecordLine.Time(((string)c!).Split('\t', 3)[1])) - await redis.TimeAsync();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    public async Task<SaleSnapshot> ReadAsync(string saleId)
    {
        var (keys, db) = (new SaleKeys(saleId), redis.Database);
        var main = (await db.HashGetAllAsync(keys.Sale)).ToDictionary(e => (string)e.Name!, e => (string)e.Value!);
        var orders = new List<OrderRecord>();
        var unreadable = new List<string>();
        await foreach (var entry in db.HashScanAsync(keys.Orders, pageSize: Chunk))
        {
            var id = (string)entry.Name!;
            try
            {
                orders.Add(RecordLine.Read(saleId, id, entry.Value!));
            }
            catch (FormatException)
            {
                unreadable.Add(id);
            }
        }

        var restocks = (await db.HashGetAllAsync(keys.Restocks)).Select(e => KeyValuePair.Create((string)e.Name!, (string)e.Value!)).ToList();
        var queued = (await db.ListRangeAsync(keys.Queue)).Select(e => (string)e!)
            .Concat((await db.HashKeysAsync(keys.Dead)).Select(e => (string)e!)).ToHashSet();
        var values = TermsLine.Fields.Select(f => main.GetValueOrDefault((string)f!)).ToList();
        var terms = values.Contains(null) ? null : TermsLine.Read(saleId, values!, restocks);
        int Count(string field) => main.TryGetValue(field, out var text) && int.TryParse(text, out var count) ? count : 0;
        var sequence = main.TryGetValue("seq", out var seq) && long.TryParse(seq, out var number) ? number : 0;
        return new SaleSnapshot(main.Count > 0, [.. orders.DistinctBy(o => o.Id)], unreadable, terms, TermsLine.ReadRestocks(restocks), queued,
            new SaleCounts(sequence, Count("total"), Count("available"), Count("held"), Count("sold")));
    }

    /// <summary>Writes the sale as planned and opens it again; false when the token was lost on the way, or too few replicas have it.</summary>
    public async Task<bool> WriteAsync(string saleId, string token, SalePlan plan)
    {
        var keys = new SaleKeys(saleId);
        var buyers = Buyers.Of(plan.Everyone);
        var done = await PutAsync(keys, token, keys.Orders, "HSET", plan.Orders.SelectMany(o => new RedisValue[] { o.Id, RecordLine.Write(o) }))
            && await PutAsync(keys, token, keys.Restocks, "HSET", plan.Terms.Restocks.SelectMany(r => new RedisValue[] { r.Id, TermsLine.RestockLine(r) }))
            && await PutAsync(keys, token, keys.Queue, "RPUSH", plan.Requeue.Select(id => (RedisValue)id))
            && await DropAsync(keys, token, keys.Claims) // No lease is live, and what was claimed and not written is queued again.
            && await DropAsync(keys, token, keys.Users)
            && await PutAsync(keys, token, keys.Users, "HSET", buyers.Units.SelectMany(u => new RedisValue[] { u.Key, u.Value }))
            && await DropAsync(keys, token, keys.Mine)
            && await PutAsync(keys, token, keys.Mine, "HSET", buyers.Newest.SelectMany(m => new RedisValue[] { m.Key, m.Value }))
            && await DropAsync(keys, token, keys.Holds)
            && await PutAsync(keys, token, keys.Holds, "ZADD", plan.Everyone.Where(o => o.Status == OrderStatus.Held)
                .SelectMany(o => new RedisValue[] { RecordLine.Milliseconds(o.HoldExpiresAt), o.Id }))
            && await PutAsync(keys, token, keys.Unsettled, "ZADD", plan.Everyone.Where(Unsettled).SelectMany(o => new RedisValue[] { 0, o.Id }))
            && await FinishAsync(keys, token, plan);
        if (!done) return false;
        fence.Note(saleId, plan.Counts.Sequence);
        flags.Of(saleId).Clear();
        return true;
    }

    /// <summary>A payment or a refund was begun, and nobody has said how it ended.</summary>
    private static bool Unsettled(OrderRecord order) =>
        order.Status == OrderStatus.Paying || (order.Timeline is [.., var last] && last.Event is "refunding" or "late" && order.Status != OrderStatus.Refunded);

    private async Task<bool> PutAsync(SaleKeys keys, string token, RedisKey target, string command, IEnumerable<RedisValue> values)
    {
        foreach (var part in values.Chunk(2 * Chunk))
        {
            if ((int)await redis.RunAsync(Put, [keys.Rebuild, target], [token, command, .. part]) == 0) return false;
        }

        return true;
    }

    private async Task<bool> DropAsync(SaleKeys keys, string token, RedisKey target) =>
        (int)await redis.RunAsync(Put, [keys.Rebuild, target], [token, "DEL"]) == 1;

    private async Task<bool> FinishAsync(SaleKeys keys, string token, SalePlan plan)
    {
        var counts = plan.Counts;
        HashEntry[] main =
        [
            new("available", counts.Available), new("held", counts.Held), new("sold", counts.Sold), new("seq", counts.Sequence), new("writing", 0),
            .. TermsLine.Write(plan.Terms),
        ];
        var finished = await redis.RunSafelyAsync(
            Finish, [keys.Sale, keys.Rebuild], [token, .. main.SelectMany(e => new[] { e.Name, e.Value })], _ => Speaks.OfItsWrites);
        return finished.IsSafe && (int)finished.Answer == 1;
    }
}
