using System.Globalization;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock.Inspection;

/// <summary>Where an entry of the queue stands on its way to the ledger.</summary>
public enum QueuePlace
{
    /// <summary>Not in the queue: the ledger has it, or nobody brings it there.</summary>
    Nowhere,
    Queued,
    Claimed,
    Retrying,
    Dead,
}

/// <summary>
/// What the queue says of one entry. <paramref name="Attempts"/> that failed and the last one's <paramref name="Reason"/>;
/// <paramref name="At"/> is the lease's end when claimed, the next try when retrying, the last failure when dead.
/// </summary>
public sealed record QueueWord(QueuePlace Place, int Attempts = 0, string Reason = "", DateTimeOffset? At = null, string Worker = "");

/// <summary>Looks for one entry in a sale's queue, wherever it may be; it changes nothing.</summary>
public sealed class QueueLookup(RedisDoor redis)
{
    public async Task<QueueWord> FindAsync(string saleId, string entry)
    {
        var (keys, db) = (new SaleKeys(saleId), redis.Database);
        // In the order in which an entry moves on, so that it is not passed over between two of the looks.
        var queued = db.ListPositionAsync(keys.Queue, entry, flags: CommandFlags.DemandMaster);
        var claims = db.HashValuesAsync(keys.Claims, flags: CommandFlags.DemandMaster);
        var (next, failed) = (db.SortedSetScoreAsync(keys.Retries, entry, flags: CommandFlags.DemandMaster), db.HashGetAsync(keys.Attempts, entry, flags: CommandFlags.DemandMaster));
        var dead = db.HashGetAsync(keys.Dead, entry, flags: CommandFlags.DemandMaster);
        await Task.WhenAll(queued, claims, next, failed, dead);

        var (attempts, reason) = (await failed).IsNull ? (0, "") : Attempts((string)(await failed)!);
        if (await queued >= 0) return new QueueWord(QueuePlace.Queued, attempts, reason);
        foreach (var column in (await claims).Select(c => ((string)c!).Split('\t', 3)))
        {
            if (column[2].Split(' ').Contains(entry)) return new QueueWord(QueuePlace.Claimed, attempts, reason, RecordLine.Time(column[1]), column[0]);
        }

        if (await next is { } score) return new QueueWord(QueuePlace.Retrying, attempts, reason, DateTimeOffset.FromUnixTimeMilliseconds((long)score));
        if ((await dead).IsNull) return new QueueWord(QueuePlace.Nowhere);
        var letter = ((string)(await dead)!).Split('\t', 3);
        return new QueueWord(QueuePlace.Dead, int.Parse(letter[0], CultureInfo.InvariantCulture), letter[2], RecordLine.Time(letter[1]));
    }

    private static (int Attempts, string Reason) Attempts(string line)
    {
        var column = line.Split('\t', 2);
        return (int.Parse(column[0], CultureInfo.InvariantCulture), column[1]);
    }
}
