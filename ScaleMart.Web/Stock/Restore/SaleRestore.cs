using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Reservations;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Restore;

/// <summary>
/// The writing side of a rebuild: latches a sale and writes it anew on the strength of a token. It only ever adds
/// orders and queue entries, and writes the main hash last: stopped anywhere, it can be begun again.
/// </summary>
public sealed class SaleRestore(RedisDoor redis, Leases leases, SequenceFence fence, SoldOutFlags flags)
{
    private const int Chunk = 1_000;
    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(30);
    private static readonly Script Begin = Script.Load("Stock/Scripts/rebuild-begin.lua"), Abandon = Script.Load("Stock/Scripts/rebuild-abandon.lua"),
        Put = Script.Load("Stock/Scripts/rebuild-write.lua"), Finish = Script.Load("Stock/Scripts/rebuild-finish.lua");

    /// <summary>
    /// The token of one rebuild, and the sale latched under it; null when somebody else rebuilds this sale now, or when it <paramref name="isFit"/>, which
    /// is asked when nobody else can be rebuilding it. Whoever has it keeps it while it works; of one who died it comes free half a minute later.
    /// </summary>
    public async Task<Lease?> BeginAsync(string saleId, Func<Task<bool>>? isFit = null)
    {
        var keys = new SaleKeys(saleId);
        var token = leases.Of(keys.Rebuild!, TokenLife);
        if (!await token.HoldAsync()) return null;
        if ((isFit is null || !await isFit()) && (int)await redis.RunAsync(Begin, [keys.Sale, keys.Rebuild], [token.Token]) == 1) return token;
        await token.ReleaseAsync();
        return null;
    }

    /// <summary>Gives the token back. A sale in which <paramref name="nothingWritten"/> is as it was before.</summary>
    public async Task EndAsync(string saleId, Lease token, bool nothingWritten)
    {
        if (nothingWritten) await redis.RunAsync(Abandon, [new SaleKeys(saleId).Sale], [token.Token]);
        await token.ReleaseAsync();
    }

    /// <summary>Takes the token away from whoever has it: for a start that knows them dead.</summary>
    public Task ForgetTokenAsync(string saleId) => redis.Database.KeyDeleteAsync(new SaleKeys(saleId).Rebuild);

    /// <summary>How long the last live claim on the queue still runs; zero when there is none. No new one begins while the sale is latched.</summary>
    public async Task<TimeSpan> LeaseLeftAsync(string saleId)
    {
        var claims = await redis.Database.HashValuesAsync(new SaleKeys(saleId).Claims, flags: CommandFlags.DemandMaster);
        if (claims.Length == 0) return TimeSpan.Zero;
        var left = claims.Max(c => RecordLine.Time(((string)c!).Split('\t', 3)[1])) - await redis.TimeAsync();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Writes all but the main hash; false when the token was lost on the way.</summary>
    public async Task<bool> WriteAsync(string saleId, Lease token, SalePlan plan)
    {
        var keys = new SaleKeys(saleId);
        var buyers = Buyers.Of(plan.Everyone);
        return await PutAsync(keys, token, keys.Orders, "HSET", plan.Orders.SelectMany(o => new RedisValue[] { o.Id, RecordLine.Write(o) }))
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
            && await DropAsync(keys, token, keys.Unsettled)
            && await PutAsync(keys, token, keys.Unsettled, "ZADD", plan.Everyone.Where(IsUnsettled).SelectMany(o => new RedisValue[] { 0, o.Id }));
    }

    /// <summary>Writes the main hash, and with it opens the sale again; false when the token was lost, or too few replicas have it yet.</summary>
    public async Task<bool> OpenAsync(string saleId, Lease token, SalePlan plan)
    {
        var (keys, counts) = (new SaleKeys(saleId), plan.Counts);
        HashEntry[] main =
        [
            new("available", counts.Available), new("held", counts.Held), new("sold", counts.Sold), new("seq", counts.Sequence), new("writing", 0),
            .. TermsLine.Write(plan.Terms),
        ];
        var opened = await redis.RunSafelyAsync(
            Finish, [keys.Sale, keys.Rebuild], [token.Token, .. main.SelectMany(e => new[] { e.Name, e.Value })], _ => Speaks.OfItsWrites);
        if ((int)opened.Answer != 1) return false;
        fence.Note(saleId, counts.Sequence);
        flags.Of(saleId).Clear();
        return opened.IsSafe;
    }

    /// <summary>A payment or a refund was begun, and nobody has said how it ended.</summary>
    private static bool IsUnsettled(OrderRecord order) =>
        order.Status == OrderStatus.Paying || (order.Timeline is [.., var last] && last.Event is "refunding" or "late" && order.Status != OrderStatus.Refunded);

    private async Task<bool> PutAsync(SaleKeys keys, Lease token, RedisKey target, string command, IEnumerable<RedisValue> values)
    {
        foreach (var part in values.Chunk(2 * Chunk))
        {
            if (!await token.HoldAsync() || (int)await redis.RunAsync(Put, [keys.Rebuild, target], [token.Token, command, .. part]) == 0) return false;
        }

        return true;
    }

    private async Task<bool> DropAsync(SaleKeys keys, Lease token, RedisKey target) =>
        (int)await redis.RunAsync(Put, [keys.Rebuild, target], [token.Token, "DEL"]) == 1;
}
