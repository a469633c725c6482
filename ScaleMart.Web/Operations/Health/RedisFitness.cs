namespace ScaleMart.Web.Operations.Health;

/// <summary>What makes a Redis unfit to decide over stock, read from what it says of itself (INFO).</summary>
public static class RedisFitness
{
    /// <summary>In words; nothing when it is fit.</summary>
    public static IEnumerable<string> Faults(IReadOnlyDictionary<string, string> info)
    {
        if (info.GetValueOrDefault("role") is not "master") yield return "It is a replica: orders must go to the server that decides.";
        if (info.GetValueOrDefault("aof_enabled") is not "1") yield return "Its append-only file is off (appendonly yes): a restart would forget orders.";
        if (info.GetValueOrDefault("maxmemory_policy") is not "noeviction") yield return "It may evict keys (maxmemory-policy noeviction): orders would vanish.";
    }
}
