using StackExchange.Redis;

namespace ScaleMart.Web.Stock;

/// <summary>Every key of one sale. All carry its hash tag, so that they live on one node of a cluster and one script may touch them.</summary>
internal sealed class SaleKeys(string saleId)
{
    private readonly string _tag = $"{{sale:{saleId}}}";

    /// <summary>Hash: available, held, sold, total, seq, writing, latch, and the terms: quantity, switch, opens, closes, limit, hold, offer.</summary>
    public RedisKey Sale => _tag;

    /// <summary>Hash: order id to its record (see <see cref="RecordLine"/>).</summary>
    public RedisKey Orders => _tag + ":orders";

    /// <summary>Hash: user to units held and sold.</summary>
    public RedisKey Users => _tag + ":users";

    /// <summary>Hash: user to the token bucket's theoretical arrival time, in microseconds.</summary>
    public RedisKey Buckets => _tag + ":buckets";

    /// <summary>Hash: user to their newest order id.</summary>
    public RedisKey Mine => _tag + ":mine";

    /// <summary>Sorted set: order ids that lapse together, by the time that they do (ms).</summary>
    public RedisKey Holds => _tag + ":holds";

    /// <summary>Sorted set: order ids whose payment or refund is open, by the time to look at them next (ms).</summary>
    public RedisKey Unsettled => _tag + ":unsettled";

    /// <summary>List: order ids, and <c>@terms</c>, that the ledger has not seen yet.</summary>
    public RedisKey Queue => _tag + ":queue";

    /// <summary>Hash: claim id to worker, lease's end and the entries claimed.</summary>
    public RedisKey Claims => _tag + ":claims";

    /// <summary>Sorted set: queue entries that failed, by the time of their next try (ms).</summary>
    public RedisKey Retries => _tag + ":retries";

    /// <summary>Hash: queue entry to failed attempts and the last one's reason.</summary>
    public RedisKey Attempts => _tag + ":attempts";

    /// <summary>Hash: queue entry to attempts, time and reason.</summary>
    public RedisKey Dead => _tag + ":dead";

    /// <summary>Hash: restock id to units, time, who and why.</summary>
    public RedisKey Restocks => _tag + ":restocks";

    /// <summary>String: who is rebuilding this sale.</summary>
    public RedisKey Rebuild => _tag + ":rebuild";
}
