using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock;

/// <summary>Reads the newest records that Redis has, without changing anything.</summary>
public sealed class OrderReader(RedisDoor redis)
{
    /// <summary>The sale that an order belongs to, or null when the id has not the form of one.</summary>
    public static string? SaleOf(string orderId) => orderId.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash ? orderId[..dash] : null;

    /// <exception cref="StoreUnavailableException">There is a record, and nobody can read it: what Redis knows of the order cannot be said.</exception>
    public async Task<OrderRecord?> FindAsync(string orderId)
    {
        if (SaleOf(orderId) is not { } saleId) return null;
        var line = await redis.Database.HashGetAsync(new SaleKeys(saleId).Orders, orderId, flags: CommandFlags.DemandMaster);
        if (line.IsNull) return null;
        return RecordLine.TryRead(saleId, orderId, line) ?? throw new StoreUnavailableException($"The record of order {orderId} cannot be read.");
    }

    /// <summary>Whether there is a record, readable or not.</summary>
    public Task<bool> HasAsync(string saleId, string orderId) => redis.Database.HashExistsAsync(new SaleKeys(saleId).Orders, orderId, flags: CommandFlags.DemandMaster);

    /// <summary>Those of a sale's orders that Redis does not have, or has in an older version only.</summary>
    public async Task<IReadOnlyList<OrderRecord>> UnknownAsync(string saleId, IReadOnlyList<OrderRecord> orders)
    {
        if (orders.Count == 0) return [];
        var lines = await redis.Database.HashGetAsync(new SaleKeys(saleId).Orders, [.. orders.Select(o => (RedisValue)o.Id)], flags: CommandFlags.DemandMaster);
        return [.. orders.Zip(lines).Where(o => !(RecordLine.TryRead(saleId, o.First.Id, o.Second)?.Version >= o.First.Version)).Select(o => o.First)];
    }

    /// <summary>What a user ordered in these sales, by following each sale's newest order back to the first.</summary>
    public async Task<IReadOnlyList<OrderRecord>> OfUserAsync(string userId, IReadOnlyList<string> saleIds)
    {
        var newest = await Task.WhenAll(saleIds.Select(id => redis.Database.HashGetAsync(new SaleKeys(id).Mine, userId, flags: CommandFlags.DemandMaster)));
        var found = new List<OrderRecord>();
        var next = newest.Where(id => !id.IsNull).Select(id => (string)id!).ToList();
        while (next.Count > 0)
        {
            var records = (await Task.WhenAll(next.Select(FindAsync))).OfType<OrderRecord>().ToList();
            found.AddRange(records);
            next = [.. records.Select(r => r.PreviousOrderId).Where(id => id.Length > 0)];
        }

        return found;
    }
}
