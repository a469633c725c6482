using System.Globalization;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock;

/// <summary>A sale's figures at one moment, and whatever the ledger may not have yet.</summary>
public sealed record StockAuditReading
{
    public required long Sequence { get; init; }
    public required int Total { get; init; }
    public required int Available { get; init; }
    public required int Held { get; init; }
    public required int Sold { get; init; }
    public required int PerCustomerLimit { get; init; }

    /// <summary>Entries in the queue (those that wait for a retry among them), in claims, and among the dead letters.</summary>
    public required int Queued { get; init; }
    public required int InFlight { get; init; }
    public required int DeadLetters { get; init; }

    /// <summary>The newest record of every order that is queued, in flight or dead.</summary>
    public required IReadOnlyList<OrderRecord> Pending { get; init; }

    /// <summary>Units held and sold, by user, as the reservation script counts them.</summary>
    public required IReadOnlyDictionary<string, int> UnitsByUser { get; init; }
}

/// <summary>Reads what an audit needs, in one script.</summary>
public sealed class StockAudit(RedisDoor redis)
{
    private static readonly Script Audit = Script.Load("Stock/Scripts/audit.lua");

    /// <summary>Null when the sale has no keys, is torn, or is being rebuilt: it cannot be audited now.</summary>
    public async Task<StockAuditReading?> ReadAsync(string saleId)
    {
        var keys = new SaleKeys(saleId);
        var rows = (RedisResult[])(await redis.RunAsync(Audit, [keys.Sale, keys.Orders, keys.Users, keys.Queue, keys.Claims, keys.Dead, keys.Retries], []))!;
        if (rows.Length == 0) return null;
        var (entries, lines, users) = ((string[])rows[9]!, (string?[])rows[10]!, (string[])rows[11]!);
        return new StockAuditReading
        {
            Sequence = (long)rows[0],
            Total = (int)rows[1],
            Available = (int)rows[2],
            Held = (int)rows[3],
            Sold = (int)rows[4],
            PerCustomerLimit = (int)rows[5],
            Queued = (int)rows[6],
            InFlight = (int)rows[7],
            DeadLetters = (int)rows[8],
            // What cannot be read shows as drift: its units are counted in Redis and by nobody else.
            Pending = [.. entries.Zip(lines, (id, line) => RecordLine.TryRead(saleId, id, line)).OfType<OrderRecord>()],
            UnitsByUser = users.Chunk(2).ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>Every record that Redis has of the sale, by its order's id; null for one that cannot be read.</summary>
    public async Task<IReadOnlyDictionary<string, OrderRecord?>> RecordsAsync(string saleId)
    {
        var records = new Dictionary<string, OrderRecord?>();
        await foreach (var entry in redis.Database.HashScanAsync(new SaleKeys(saleId).Orders, pageSize: 1_000, flags: CommandFlags.DemandMaster))
            records[entry.Name!] = RecordLine.TryRead(saleId, entry.Name!, entry.Value);
        return records;
    }
}
