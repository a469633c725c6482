using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Inspection;

/// <summary>A sale's terms as Redis has them, and the total that it counts by.</summary>
public sealed record LiveTerms(SaleTerms Terms, int Total);

/// <summary>Reads a sale's terms and every restock as they stood at one moment.</summary>
public sealed class TermsReader(RedisDoor redis)
{
    private const int Looks = 5;

    /// <summary>Null when Redis has no such sale.</summary>
    /// <exception cref="StoreUnavailableException">They changed with every look.</exception>
    public async Task<LiveTerms?> FindAsync(string saleId)
    {
        var (keys, db) = (new SaleKeys(saleId), redis.Database);
        for (var look = 0; look < Looks; look++)
        {
            var values = await db.HashGetAsync(keys.Sale, TermsLine.Fields, flags: CommandFlags.DemandMaster);
            if (values.Any(v => v.IsNull)) return null;
            var restocks = await db.HashGetAllAsync(keys.Restocks, flags: CommandFlags.DemandMaster);
            // Each change of terms has a version of its own: the same one before and after means that nothing came between.
            if (await db.HashGetAsync(keys.Sale, TermsLine.Fields[0], flags: CommandFlags.DemandMaster) != values[0]) continue;
            var terms = TermsLine.Read(saleId, [.. values.Select(v => (string)v!)], restocks.Select(r => KeyValuePair.Create((string)r.Name!, (string)r.Value!)));
            return new LiveTerms(terms, (int)values[2]);
        }

        throw new StoreUnavailableException($"The terms of sale {saleId} change with every look.");
    }
}
