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

    /// <summary>It ran, and too few replicas have it: it may be gone when the master is. The same ids ask again safely.</summary>
    Unreplicated = -107,

    /// <summary>Redis takes no writes just now: it is full, a replica, loading, or without the replicas that it wants. Nothing ran.</summary>
    Refused = -108,
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
/// went back in time is noticed, and tells the sold-out flags what each answer says of the stock. Nobody hears of what too few
/// replicas have, and a store that refuses is told from a script that fails.
/// </summary>
public sealed class SaleScript(RedisDoor redis, SequenceFence fence, Reservations.SoldOutFlags flags, IServiceProvider services, ILogger<SaleScript> log)
{
    // A rush meets a fault some hundred times a second: it is told once a second.
    private readonly Once _unanswered = new(), _refused = new(), _unreplicated = new();

    /// <summary>Runs it once; a torn or absent sale is only reported.</summary>
    /// <exception cref="RedisServerException">The script failed; nothing was written unless the sale is torn now.</exception>
    public async Task<SaleReply> TryAsync(Script script, string saleId, RedisKey[] keys, params RedisValue[] values)
    {
        if (!await fence.IsReviewedAsync(saleId)) return new SaleReply(Gate.Unreviewed, []);
        SafeAnswer run;
        try
        {
            run = await redis.RunSafelyAsync(script, keys, [fence.Seen(saleId), .. values], WhatItSpeaksOf);
        }
        catch (Exception fault) when (fault is RedisTimeoutException or RedisConnectionException)
        {
            if (_unanswered.IsDue) log.Unanswered(script.Name, saleId, fault.Message);
            return new SaleReply(Gate.Unanswered, []);
        }
        catch (RedisServerException fault) when (StoreRefusal.Is(fault))
        {
            if (_refused.IsDue) log.StoreRefused(script.Name, saleId, fault.Message);
            return new SaleReply(Gate.Refused, []);
        }

        var rows = (RedisResult[])run.Answer!;
        var code = (int)rows[0];
        if (code is <= (int)Gate.Absent and >= (int)Gate.Behind) return new SaleReply((Gate)code, []);
        var reply = new SaleReply(Gate.Open, rows);
        // Noted though no replica may have it: should another master take over without it, the sale is rebuilt from whoever has.
        if (rows.Length > 3) fence.Note(saleId, reply.Sequence);
        if (!run.IsSafe)
        {
            if (_unreplicated.IsDue) log.Unreplicated(script.Name, saleId);
            return new SaleReply(Gate.Unreplicated, []);
        }

        if (rows.Length > 3) flags.Of(saleId).Heard(reply.Available, reply.Sequence);
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

    // Every script that changes a sale begins its answer so: 1 written  2 and above written before  else a refusal.
    private static Speaks WhatItSpeaksOf(RedisResult answer) => (int)answer[0] switch
    {
        1 => Speaks.OfItsWrites,
        > 1 => Speaks.OfEarlierWrites,
        _ => Speaks.OfNothing,
    };

    // Resolved late: the rescuer lives upstairs and itself uses what is down here.
    public Task<bool> RescueAsync(string saleId) => services.GetRequiredService<IStockRescue>().RescueAsync(saleId);
}
