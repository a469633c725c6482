using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Acts;

/// <summary>Ends holds whose time is over, and hands out the orders whose payment somebody must look at.</summary>
public sealed class Lapse(RedisDoor redis, SaleScript sales)
{
    // A member holds at most one reservation batch; its ids go through unpack, which takes 7,000 values.
    private const int Members = 4;
    private static readonly Script Script = Script.Load("Stock/Scripts/lapse.lua", "Stock/Scripts/sale.lua");
    private static readonly Script Look = Script.Load("Stock/Scripts/look.lua");

    /// <summary>The orders that expired; runs until no hold is due or the sale cannot be reached.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string saleId)
    {
        var keys = new SaleKeys(saleId);
        var expired = new List<string>();
        while (true)
        {
            var reply = await sales.RunAsync(Script, saleId, [keys.Sale, keys.Orders, keys.Queue, keys.Users, keys.Holds], Members);
            if (reply.Gate != Gate.Open) return expired;
            expired.AddRange(reply.Rows.Skip(7).Select(id => (string)id!));
            if ((int)reply.Rows[6] < Members) return expired;
        }
    }

    /// <summary>Up to a hundred orders whose payment or refund is open and due; nobody else is given them before <paramref name="lookAfter"/> is over.</summary>
    public async Task<IReadOnlyList<string>> UnsettledAsync(string saleId, TimeSpan lookAfter) =>
        [.. ((RedisResult[])(await redis.RunAsync(Look, [new SaleKeys(saleId).Unsettled], [100, (long)lookAfter.TotalMilliseconds]))!).Select(id => (string)id!)];

    /// <summary>The sales among these that have a hold or an open payment due, found in one round.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(IReadOnlyList<string> saleIds)
    {
        if (saleIds.Count == 0) return [];
        var now = (await redis.TimeAsync()).ToUnixTimeMilliseconds();
        var due = await Task.WhenAll(saleIds.Select(async id =>
        {
            var keys = new SaleKeys(id);
            var counts = await Task.WhenAll(
                redis.Database.SortedSetLengthAsync(keys.Holds, double.NegativeInfinity, now),
                redis.Database.SortedSetLengthAsync(keys.Unsettled, double.NegativeInfinity, now));
            return (id, any: counts.Sum() > 0);
        }));
        return [.. due.Where(d => d.any).Select(d => d.id)];
    }
}
