using System.Text.Json;
using System.Text.Json.Serialization;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations.Figures;

/// <summary>
/// The shop's figures in Redis: the newest tick, and the last fifteen minutes as a row a second, of the shop and of each sale.
/// All keys carry one hash tag, so that a second is kept in one script, and only by the holder of the lease.
/// </summary>
public sealed class TickLog(RedisDoor redis)
{
    /// <summary>Rows kept, a second each.</summary>
    public const int Kept = 900;

    /// <summary>What the one who records holds.</summary>
    public const string Lease = "{operations}:recorder";

    private static readonly Script Record = Script.Load("Operations/Scripts/record.lua");
    private static readonly RedisKey Tick = "{operations}:tick", Shop = "{operations}:seconds";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>False when another records by now, and nothing was kept.</summary>
    public async Task<bool> KeepAsync(string token, DashboardTick tick)
    {
        var rows = HistoryRow.Of(tick);
        var life = (long)TimeSpan.FromSeconds(Kept).TotalMilliseconds;
        return (int)await redis.RunAsync(
            Record, [Lease, Tick, Shop, .. tick.Sales.Select(s => Sale(s.SaleId))], [token, JsonSerializer.Serialize(tick, Json), rows.Shop, .. rows.Sales.Select(r => (RedisValue)r), Kept, life]) == 1;
    }

    /// <summary>The newest tick, or null; and Redis's time.</summary>
    public async Task<(DashboardTick? Tick, DateTimeOffset Now)> NewestAsync()
    {
        var clock = redis.TimeAsync();
        var text = await redis.Database.StringGetAsync(Tick, flags: CommandFlags.DemandMaster);
        return (Read(text), await clock);
    }

    /// <summary>The last fifteen minutes, of the shop, or of the sale that is named.</summary>
    public async Task<DashboardHistory> HistoryAsync(string? saleId)
    {
        var clock = redis.TimeAsync();
        var (shop, sale) = (ListAsync(Shop), saleId is null ? Task.FromResult<RedisValue[]>([]) : ListAsync(Sale(saleId)));
        await Task.WhenAll(clock, shop, sale);
        return HistoryColumns.Of((await shop).Select(HistoryRow.Read), saleId is null ? null : (saleId, (await sale).Select(HistoryRow.Read)), await clock);
    }

    private Task<RedisValue[]> ListAsync(RedisKey key) => redis.Database.ListRangeAsync(key, -Kept, -1, flags: CommandFlags.DemandMaster);

    private static RedisKey Sale(string saleId) => $"{{operations}}:seconds:{saleId}";

    // What a process of another version wrote may lack what this one asks for: it is as if nothing had been written.
    private static DashboardTick? Read(RedisValue text)
    {
        try
        {
            return text.IsNull ? null : JsonSerializer.Deserialize<DashboardTick>((string)text!, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
