using System.Globalization;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Queue;

/// <summary>What the ledger refused too often, kept until an admin has looked at it.</summary>
public sealed class DeadLetterBox(RedisDoor redis)
{
    private static readonly Script Revive = Script.Load("Stock/Scripts/revive.lua");

    /// <summary>A sale's dead letters, oldest first, each with its newest record when there is a readable one.</summary>
    public async Task<IReadOnlyList<DeadEntry>> ListAsync(string saleId)
    {
        var keys = new SaleKeys(saleId);
        var entries = await redis.Database.HashGetAllAsync(keys.Dead);
        var list = new List<DeadEntry>(entries.Length);
        foreach (var entry in entries)
        {
            var id = (string)entry.Name!;
            var column = ((string)entry.Value!).Split('\t', 3);
            list.Add(new DeadEntry(saleId, id, int.Parse(column[0], CultureInfo.InvariantCulture), RecordLine.Time(column[1]), column[2],
                Read(saleId, id, await redis.Database.HashGetAsync(keys.Orders, id))));
        }

        return [.. list.OrderBy(d => d.At)];
    }

    /// <summary>Back into the queue; false when there is no such dead letter.</summary>
    public Task<bool> RetryAsync(string saleId, string entry) => ReviveAsync(saleId, entry, "retry");

    /// <summary>Dropped: the caller has made sure that nothing is lost by it.</summary>
    public Task<bool> DiscardAsync(string saleId, string entry) => ReviveAsync(saleId, entry, "discard");

    private async Task<bool> ReviveAsync(string saleId, string entry, string how)
    {
        var keys = new SaleKeys(saleId);
        return (int)await redis.RunAsync(Revive, [keys.Queue, keys.Dead], [entry, how]) == 1;
    }

    private static OrderRecord? Read(string saleId, string id, RedisValue line)
    {
        try
        {
            return line.IsNull ? null : RecordLine.Read(saleId, id, line!);
        }
        catch (FormatException)
        {
            return null; // Unreadable is why it lies here; the reason says so.
        }
    }
}
