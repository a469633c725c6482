using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Acts;

/// <summary>Hands out the orders whose payment or refund is open, each to one worker at a time.</summary>
public sealed class Unsettled(RedisDoor redis)
{
    private const int Most = 100;
    private static readonly Script Look = Script.Load("Stock/Scripts/look.lua");

    /// <summary>Up to a hundred that are due; nobody else is given them before <paramref name="lookAfter"/> is over.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(string saleId, TimeSpan lookAfter) =>
        [.. ((RedisResult[])(await redis.RunAsync(Look, [new SaleKeys(saleId).Unsettled], [Most, (long)lookAfter.TotalMilliseconds]))!).Select(id => (string)id!)];

    /// <summary>The sales among these that have one due, found in one round.</summary>
    public Task<IReadOnlyList<string>> DueAsync(IReadOnlyList<string> saleIds) => redis.DueAsync(saleIds, id => new SaleKeys(id).Unsettled);
}
