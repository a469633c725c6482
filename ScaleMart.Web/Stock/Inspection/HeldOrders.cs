using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Inspection;

/// <summary>Who holds what of one sale: the first to end, and <paramref name="Units"/>, those of all its holds, named here or not.</summary>
public sealed record SaleHolds(IReadOnlyList<OrderRecord> Orders, int Units);

/// <summary>
/// Looks through a sale's holds, soonest end first. A hold that was paid for or given up stays in the list until its time is over, and one that
/// is being paid for is in another: so each is judged by its record.
/// </summary>
public sealed class HeldOrders(RedisDoor redis, RecentOrders orders)
{
    private const int Members = 200;

    // Of a sale in which nearly everyone has paid already, this many entries are looked through for those who have not.
    private const int MostEntries = 20_000;

    public async Task<SaleHolds> OfSaleAsync(string saleId, int most)
    {
        var (keys, db) = (new SaleKeys(saleId), redis.Database);
        var units = (int)await db.HashGetAsync(keys.Sale, "held", flags: CommandFlags.DemandMaster);
        if (units == 0) return new SaleHolds([], 0);
        var paying = await db.SortedSetRangeByRankAsync(keys.Unsettled, 0, MostEntries - 1, flags: CommandFlags.DemandMaster);
        var found = new Dictionary<string, OrderRecord>();
        await AddAsync(saleId, found, paying);
        var payers = found.Count;
        for (var looked = 0; looked < MostEntries && found.Count < most + payers && found.Values.Sum(o => o.Quantity) < units;)
        {
            var members = await db.SortedSetRangeByRankAsync(keys.Holds, looked, looked + Members - 1, flags: CommandFlags.DemandMaster);
            await AddAsync(saleId, found, members);
            if (members.Length < Members) break;
            looked += Members;
        }

        return new SaleHolds([.. found.Values.OrderBy(o => o.HoldExpiresAt).ThenBy(o => o.Id, StringComparer.Ordinal).Take(most)], units);
    }

    // A member is the orders of one batch, with spaces between.
    private async Task AddAsync(string saleId, Dictionary<string, OrderRecord> found, RedisValue[] members)
    {
        var ids = members.SelectMany(m => ((string)m!).Split(' ')).Where(id => !found.ContainsKey(id)).Distinct().ToList();
        foreach (var order in await orders.FindAsync(saleId, ids))
        {
            if (order.Status.AreHeld()) found[order.Id] = order;
        }
    }
}
