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
        var reviewed = new List<string>();
        foreach (var id in saleIds) if (await fence.IsReviewedAsync(id)) reviewed.Add(id);
        var rows = await Task.WhenAll(reviewed.Select(id => redis.Database.HashGetAsync(new SaleKeys(id).Sale, Fields)));
        return [.. reviewed.Zip(rows).Where(s => !IsFit(s.First, s.Second)).Select(s => s.First)];
    }

    // A script runs alone: nobody else ever sees it in the middle, so a mark that is seen was left behind.
    private bool IsFit(string saleId, RedisValue[] row) =>
        row[0].TryParse(out long sequence) && sequence >= fence.Seen(saleId) && row[1] == "0" && row[2].IsNull;
}
