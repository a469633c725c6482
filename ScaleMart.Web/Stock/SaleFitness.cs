using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock;

/// <summary>Sees which sales Redis cannot sell as they stand, also those that nobody is buying from just now.</summary>
public sealed class SaleFitness(RedisDoor redis, SequenceFence fence)
{
    private static readonly RedisValue[] Fields = ["seq", "writing", "latch"];

    /// <summary>Those among these that are gone, torn, latched, or older than anybody was told; of those that the ledger cannot be asked about, nothing is said.</summary>
    public async Task<IReadOnlyList<string>> UnfitAsync(IReadOnlyList<string> saleIds)
    {
        // What was seen before Redis is read: a busy sale is further by the time that the answer is here.
        var seen = new List<(string SaleId, long Sequence)>();
        foreach (var id in saleIds) if (await fence.IsReviewedAsync(id)) seen.Add((id, fence.Seen(id)));
        var rows = await Task.WhenAll(seen.Select(s => redis.Database.HashGetAsync(new SaleKeys(s.SaleId).Sale, Fields, flags: CommandFlags.DemandMaster)));
        return [.. seen.Zip(rows).Where(s => !IsFit(s.First.Sequence, s.Second)).Select(s => s.First.SaleId)];
    }

    /// <summary>Whether this one can be sold as it stands, for all that Redis and the ledger say.</summary>
    public async Task<bool> IsFitAsync(string saleId)
    {
        if (!await fence.IsReviewedAsync(saleId)) return false;
        var seen = fence.Seen(saleId);
        return IsFit(seen, await redis.Database.HashGetAsync(new SaleKeys(saleId).Sale, Fields, flags: CommandFlags.DemandMaster));
    }

    // A script runs alone: nobody else ever sees it in the middle, so a mark that is seen was left behind.
    private static bool IsFit(long seen, RedisValue[] row) => row[0].TryParse(out long sequence) && sequence >= seen && row[1] == "0" && row[2].IsNull;
}
