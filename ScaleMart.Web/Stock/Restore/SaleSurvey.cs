using System.Globalization;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Restore;

/// <summary>The reading side of a rebuild: everything that Redis has of a sale, in whatever state, changing nothing.</summary>
public sealed class SaleSurvey(RedisDoor redis)
{
    private const int Page = 1_000;

    public async Task<SaleSnapshot> ReadAsync(string saleId)
    {
        var (keys, db) = (new SaleKeys(saleId), redis.Database);
        var main = Texts(await db.HashGetAllAsync(keys.Sale, flags: CommandFlags.DemandMaster));
        var (orders, unreadable) = await RecordsAsync(saleId, keys);
        var restocks = TermsLine.ReadRestocks(Texts(await db.HashGetAllAsync(keys.Restocks, flags: CommandFlags.DemandMaster)));
        return new SaleSnapshot
        {
            Counts = new SaleCounts(Number(main, "seq"), (int)Number(main, "total"), (int)Number(main, "available"), (int)Number(main, "held"), (int)Number(main, "sold")),
            IsTorn = main.TryGetValue("writing", out var writing) && writing != "0",
            Orders = orders,
            Unreadable = unreadable,
            Terms = Terms(saleId, main, restocks),
            Restocks = restocks,
            Queued = (await db.ListRangeAsync(keys.Queue, flags: CommandFlags.DemandMaster)).Concat(await db.SortedSetRangeByRankAsync(keys.Retries, flags: CommandFlags.DemandMaster)).Concat(await db.HashKeysAsync(keys.Dead, flags: CommandFlags.DemandMaster)).Select(e => (string)e!).ToHashSet(),
            Holding = (await db.SortedSetRangeByRankAsync(keys.Holds, flags: CommandFlags.DemandMaster)).SelectMany(m => ((string)m!).Split(' ')).ToHashSet(),
            UnitsByUser = Texts(await db.HashGetAllAsync(keys.Users, flags: CommandFlags.DemandMaster)).Where(u => u.Value != "0")
                .ToDictionary(u => u.Key, u => int.TryParse(u.Value, CultureInfo.InvariantCulture, out var units) ? units : -1),
        };
    }

    private async Task<(IReadOnlyList<OrderRecord> Readable, IReadOnlyList<string> Unreadable)> RecordsAsync(string saleId, SaleKeys keys)
    {
        var orders = new Dictionary<string, OrderRecord>();
        var unreadable = new HashSet<string>();
        // A scan may show a field more than once.
        await foreach (var entry in redis.Database.HashScanAsync(keys.Orders, pageSize: Page, flags: CommandFlags.DemandMaster))
        {
            var id = (string)entry.Name!;
            try
            {
                orders[id] = RecordLine.Read(saleId, id, entry.Value!);
            }
            catch (FormatException)
            {
                unreadable.Add(id);
            }
        }

        return ([.. orders.Values], [.. unreadable]);
    }

    private static SaleTerms? Terms(string saleId, Dictionary<string, string> main, IReadOnlyList<Restock> restocks)
    {
        var values = TermsLine.Fields.Select(f => main.GetValueOrDefault((string)f!)).ToList();
        return values.Contains(null) ? null : TermsLine.Read(saleId, values!, []) with { Restocks = restocks };
    }

    private static Dictionary<string, string> Texts(HashEntry[] entries) => entries.ToDictionary(e => (string)e.Name!, e => (string)e.Value!);

    private static long Number(Dictionary<string, string> main, string field) =>
        main.TryGetValue(field, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
