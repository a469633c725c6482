using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Stock.Acts;

/// <summary>Ends holds whose time is over.</summary>
public sealed class Lapse(RedisDoor redis, SaleScript sales)
{
    // A member holds at most one reservation batch; its ids go through unpack, which takes 7,000 values.
    private const int Members = 4;
    private static readonly Script Script = Script.Load("Stock/Scripts/lapse.lua", "Stock/Scripts/sale.lua");

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

    /// <summary>The sales among these that have a hold due, found in one round.</summary>
    public Task<IReadOnlyList<string>> DueAsync(IReadOnlyList<string> saleIds) => redis.DueAsync(saleIds, id => new SaleKeys(id).Holds);
}
