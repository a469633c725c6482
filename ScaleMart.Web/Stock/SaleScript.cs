using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock;

/// <summary>How a script that changes a sale was let in; the numbers are those of <c>sale.lua</c>.</summary>
public enum Gate
{
    Open = 1,
    Absent = -101,
    Torn = -102,
    Latched = -103,
    Behind = -104,

    /// <summary>Redis gave no answer: nobody knows whether the script ran.</summary>
    Unanswered = -105,

    /// <summary>Redis may be another than before, and the ledger could not be asked whether it is behind. Nothing ran.</summary>
    Unreviewed = -106,
}

/// <summary>What a sale's script answered: <paramref name="Rows"/> from its code on, or an empty array when the gate was not open.</summary>
public sealed record SaleReply(Gate Gate, RedisResult[] Rows)
{
    public int Code => (int)Rows[0];

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds((long)Rows[1]);

    public long Sequence => (long)Rows[2];

    public int Available => (int)Rows[3];
}

/// <summary>
/// Runs the scripts that change a sale. It sends the highest sequence that this process was ever told, so that a Redis that
/// went back in time is noticed, and tells the sold-out flags what each answer says of the stock.
/// </summary>
public sealed class SaleScript(RedisDoor redis, SequenceFence fence, Reservations.SoldOutFlags flags, IServiceProvider services, ILogger<SaleScript> log)
{
    /// <summary>Runs it once; a torn or absent sale is only reported.</summary>
    /// <exception cref="RedisServerException">The script failed; nothing was written unless the sale is torn now.</exception>
    public async Task<SaleReply> TryAsync(Script script, string saleId, RedisKey[] keys, params RedisValue[] values)
    {
        if (!await fence.IsReviewedAsync(saleId)) return new SaleReply(Gate.Unreviewed, []);
        RedisResult[] rows;
        try
        {
            rows = (RedisResult[])(await redis.RunAsync(script, keys, [fence.Seen(saleId), .. values]))!;
        }
        catch (Exception fault) when (fault is RedisTimeoutException or RedisConnectionException)
        {
            log.Unanswered(script.Name, saleId, fault.Message);
            return new SaleReply(Gate.Unanswered, []);
        }

        var code = (int)rows[0];
        if (code is <= (int)Gate.Absent and >= (int)Gate.Behind) return new SaleReply((Gate)code, []);
        var reply = new SaleReply(Gate.Open, rows);
        if (rows.Length > 3)
        {
            fence.Note(saleId, reply.Sequence);
            flags.Of(saleId).Heard(reply.Available, reply.Sequence);
        }

        return reply;
    }

    /// <summary>Runs it, and once more after a rescue when the sale must be rebuilt first.</summary>
    public async Task<SaleReply> RunAsync(Script script, string saleId, RedisKey[] keys, params RedisValue[] values)
    {
        var reply = await TryAsync(script, saleId, keys, values);
        return reply.Gate is Gate.Torn or Gate.Absent or Gate.Behind or Gate.Latched && await RescueAsync(saleId)
            ? await TryAsync(script, saleId, keys, values)
            : reply;
    }

    // Resolved late: the rescuer lives upstairs and itself uses what is down here.
    public Task<bool> RescueAsync(string saleId) => services.GetRequiredService<IStockRescue>().RescueAsync(saleId);
}
