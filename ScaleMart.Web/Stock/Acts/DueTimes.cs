using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Acts;

/// <summary>Looks into sorted sets whose scores are times, in milliseconds, by Redis's clock.</summary>
internal static class DueTimes
{
    /// <summary>The sales among these of which something is due now.</summary>
    public static async Task<IReadOnlyList<string>> DueAsync(this RedisDoor redis, IReadOnlyList<string> saleIds, Func<string, RedisKey> times)
    {
        if (saleIds.Count == 0) return [];
        var now = (await redis.TimeAsync()).ToUnixTimeMilliseconds();
        var due = await Task.WhenAll(saleIds.Select(id => redis.Database.SortedSetLengthAsync(times(id), double.NegativeInfinity, now, flags: CommandFlags.DemandMaster)));
        return [.. saleIds.Zip(due).Where(s => s.Second > 0).Select(s => s.First)];
    }
}
