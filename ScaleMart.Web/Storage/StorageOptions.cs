using System.ComponentModel.DataAnnotations;
using StackExchange.Redis;

namespace ScaleMart.Web.Storage;

/// <summary>Where things are kept. <c>DataDirectory</c> stands at the top level of the configuration; the rest under <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Most memory, in MiB, that the embedded Redis may hold before it moves records to disk.</summary>
    [Range(64, 65536)]
    public int EmbeddedMemoryMegabytes { get; set; } = 512;

    /// <summary>Seconds between two checkpoints of the embedded Redis, each of which shortens its append-only file.</summary>
    [Range(1, 86_400)]
    public int CheckpointSeconds { get; set; } = 600;

    /// <summary>
    /// How long one call to Redis may take before it counts as unanswered. Unset: 2 s over the network, 30 s inside the process.
    /// A Redis over the network that says nothing for most of it is asked nothing more until it answers.
    /// </summary>
    [Range(100, 600_000)]
    public int? RedisTimeoutMilliseconds { get; set; }

    /// <summary>How many replicas of Redis must have an order before its shopper hears of it. Unset: one behind Sentinels, none elsewhere.</summary>
    [Range(0, 10)]
    public int? RedisReplicas { get; set; }

    /// <summary>How long the replicas may take for it. Nothing else is answered on the connection meanwhile.</summary>
    [Range(10, 10_000)]
    public int RedisReplicasTimeoutMilliseconds { get; set; } = 500;

    /// <summary>How long one answer of a MongoDB may take before it counts as lost; a call that may be repeated is repeated once.</summary>
    [Range(100, 60_000)]
    public int DocumentsTimeoutMilliseconds { get; set; } = 10_000;

    /// <summary>For tests: every script is run under a check that refuses a key that it did not declare.</summary>
    public bool RefuseUndeclaredKeys { get; set; }

    internal TimeSpan RedisTimeout => TimeSpan.FromMilliseconds(RedisTimeoutMilliseconds ?? 2_000);

    /// <summary>An embedded Redis is slow when the machine is: to wait costs a moment, to refuse costs a customer.</summary>
    internal void BePatient() => RedisTimeoutMilliseconds ??= 30_000;

    internal int ReplicasOf(ConfigurationOptions where) => RedisReplicas ?? (string.IsNullOrEmpty(where.ServiceName) ? 0 : 1);
}
