using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Operations.Health;

/// <summary>Asks each store to do what the shop needs of it: Redis to answer, the document store to write and to read back.</summary>
public sealed class Pulse(RedisDoor redis, IPulseBook documents, Stores stores, TimeProvider time)
{
    /// <summary>What is wrong with Redis though it answers, in words; nothing is, normally. The embedded one is set up by the shop itself.</summary>
    public async Task<IReadOnlyList<string>> RedisAsync()
    {
        IReadOnlyList<string> faults = stores.Redis is null ? [] : [.. (await redis.DescribeAsync()).SelectMany(RedisFitness.Faults).Distinct()];
        // Asked last: a replica would not be asked at all, and then nobody would say that it is one.
        if (faults.Count == 0) await redis.TimeAsync();
        return faults;
    }

    /// <summary>The same of the document store: it answers as it should, or it throws.</summary>
    /// <exception cref="InvalidOperationException">What was read is not what was written.</exception>
    public async Task<IReadOnlyList<string>> DocumentsAsync()
    {
        if (!await documents.BeatAsync(time.GetUtcNow())) throw new InvalidOperationException("The document store does not read back what was written.");
        return [];
    }
}
