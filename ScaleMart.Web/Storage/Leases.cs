namespace ScaleMart.Web.Storage;

/// <summary>Makes leases: work that one process at a time may do, whichever dies.</summary>
public sealed class Leases(RedisDoor redis, TimeProvider time)
{
    /// <summary>This process's hold on the lease of that name; if it dies, another may have it after <paramref name="life"/>.</summary>
    public Lease Of(string name, TimeSpan life) => new(redis, time, name, life);
}
