using System.Collections.Concurrent;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock;

/// <summary>
/// The highest sequence that this process knows of each sale, by which a Redis that went back in time is noticed. After every
/// new connection the ledger is asked once more before the sale's first script: others may have seen more than this process.
/// </summary>
public sealed class SequenceFence
{
    private readonly ConcurrentDictionary<string, long> _seen = new(), _reviewed = new();
    private readonly IServiceProvider _services;
    private readonly ILogger<SequenceFence> _log;
    private long _connection = 1;

    public SequenceFence(RedisDoor redis, IServiceProvider services, ILogger<SequenceFence> log)
    {
        (_services, _log) = (services, log);
        redis.Restored += () => Interlocked.Increment(ref _connection);
    }

    public long Seen(string saleId) => _seen.GetValueOrDefault(saleId);

    /// <summary>Remembers a sequence that was told by a script or read from the ledger.</summary>
    public void Note(string saleId, long sequence) => _seen.AddOrUpdate(saleId, sequence, (_, known) => Math.Max(known, sequence));

    /// <summary>True at once, but for a sale's first script on a connection: false then, when the ledger cannot be asked.</summary>
    public ValueTask<bool> IsReviewedAsync(string saleId)
    {
        var connection = Interlocked.Read(ref _connection);
        return _reviewed.GetValueOrDefault(saleId) == connection ? ValueTask.FromResult(true) : new(ReviewAsync(saleId, connection));
    }

    private async Task<bool> ReviewAsync(string saleId, long connection)
    {
        try
        {
            // Resolved late: who knows the ledger lives upstairs and itself uses what is down here.
            Note(saleId, await _services.GetRequiredService<IStockRescue>().KnownSequenceAsync(saleId));
        }
        catch (Exception fault) when (fault is TimeoutException or RedisException)
        {
            _log.NotReviewed(saleId, fault.Message);
            return false;
        }

        _reviewed[saleId] = connection;
        return true;
    }
}
