using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock;

/// <summary>Until when the last of a sale's holds may last: what an admin asks before the sale is paused or closed.</summary>
public sealed class LastHold(RedisDoor redis)
{
    /// <summary>Never earlier than it is so, and later only where orders were paid for or given up; null with no hold, or when Redis does not answer.</summary>
    public async Task<DateTimeOffset?> FindAsync(string saleId)
    {
        try
        {
            var last = await redis.Database.SortedSetRangeByRankWithScoresAsync(new SaleKeys(saleId).Holds, 0, 0, Order.Descending, CommandFlags.DemandMaster);
            return last.Length > 0 ? DateTimeOffset.FromUnixTimeMilliseconds((long)last[0].Score) : null;
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return null;
        }
    }
}
