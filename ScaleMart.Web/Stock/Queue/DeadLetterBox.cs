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
        var entries = await redis.Database.HashGetAllAsync(new SaleKeys(saleId).Dead, flags: CommandFlags.DemandMaster);
        var list = await Task.WhenAll(entries.Select(e => ReadAsync(saleId, (string)e.Name!, ((string)e.Value!).Split('\t', 3))));
        return [.. list.OrderBy(d => d.At)];
    }

    /// <summary>Back into the queue; false when there is no such dead letter.</summary>
    public Task<bool> RetryAsync(DeadEntry entry) => ReviveAsync(entry, "retry");

    /// <summary>Dropped, with a record that nobody can read: the caller has made sure that nothing is lost by it.</summary>
    public Task<bool> DiscardAsync(DeadEntry entry) => ReviveAsync(entry, "discard");

    private async Task<bool> ReviveAsync(DeadEntry entry, string how)
    {
        var keys = new SaleKeys(entry.SaleId);
        return (int)await redis.RunAsync(Revive, [keys.Queue, keys.Dead, keys.Orders], [entry.Id, how, entry.Line ?? ""]) == 1;
    }

    private async Task<DeadEntry> ReadAsync(string saleId, string id, string[] column)
    {
        var keys = new SaleKeys(saleId);
        var isTerms = id == OrderQueue.TermsEntry;
        var line = isTerms ? RedisValue.Null : await redis.Database.HashGetAsync(keys.Orders, id, flags: CommandFlags.DemandMaster);
        var order = RecordLine.TryRead(saleId, id, line);
        var version = isTerms ? (long?)await redis.Database.HashGetAsync(keys.Sale, "terms", flags: CommandFlags.DemandMaster) : order?.Version;
        return new DeadEntry(saleId, id, int.Parse(column[0], CultureInfo.InvariantCulture), RecordLine.Time(column[1]), column[2], version, order, order is null ? (string?)line : null);
    }
}
