using System.Text.Json;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Operations.Balance;

/// <summary>The last verdict on each sale, in Redis, so that whoever judges next knows what was found before.</summary>
internal sealed class VerdictBoard(RedisDoor redis)
{
    private static readonly RedisKey Key = "operations:verdicts";

    public Task KeepAsync(string saleId, SaleVerdict verdict) => redis.Database.HashSetAsync(Key, saleId, JsonSerializer.Serialize(verdict, JsonSerializerOptions.Web));

    public Task ForgetAsync(IEnumerable<string> saleIds) => redis.Database.HashDeleteAsync(Key, [.. saleIds.Select(id => (RedisValue)id)]);

    public async Task<IReadOnlyDictionary<string, SaleVerdict>> ReadAsync() =>
        (await redis.Database.HashGetAllAsync(Key, flags: CommandFlags.DemandMaster)).ToDictionary(v => (string)v.Name!, v => JsonSerializer.Deserialize<SaleVerdict>((string)v.Value!, JsonSerializerOptions.Web)!);
}
