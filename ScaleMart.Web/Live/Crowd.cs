namespace ScaleMart.Web.Live;

/// <summary>
/// One process's audience: connections, users among them, how many watch each sale, and how many of those each shard has, where
/// there is more than one.
/// </summary>
internal sealed record AudienceReport(int Connections, int Users, IReadOnlyDictionary<string, int> Watched, IReadOnlyDictionary<string, int[]>? Shards = null)
{
    public IEnumerable<(Shard Shard, int Watchers)> Parts() => Watched.SelectMany(w =>
        (Shards?.GetValueOrDefault(w.Key) ?? [w.Value]).Select((size, number) => (new Shard(w.Key, number), size)).Where(part => part.size > 0));
}

/// <summary>All processes' audiences together. <paramref name="UsersElsewhere"/>: someone who has signed in is connected to another process.</summary>
internal sealed record Crowd(bool UsersElsewhere, IReadOnlyDictionary<string, int> Watched, IReadOnlyDictionary<Shard, Listeners> Shards)
{
    public int Watching(string subject) => Watched.GetValueOrDefault(subject);

    /// <summary>Of these sales' watchers: those of the dashboard are told otherwise.</summary>
    public static Crowd Of(IReadOnlyDictionary<string, AudienceReport> reports, string self)
    {
        var watched = reports.Values.SelectMany(r => r.Watched).GroupBy(w => w.Key).ToDictionary(g => g.Key, g => g.Sum(w => w.Value));
        var shards = reports.Values.SelectMany(r => r.Parts()).Where(p => p.Shard.SaleId != Audience.Dashboard).GroupBy(p => p.Shard)
            .ToDictionary(g => g.Key, g => new Listeners(g.Sum(p => p.Watchers), watched[g.Key.SaleId]));
        return new Crowd(reports.Any(r => r.Key != self && r.Value.Users > 0), watched, shards);
    }
}

/// <summary>How many hear what is said to a shard, and how many watch its sale in all; over all processes.</summary>
internal readonly record struct Listeners(int Here, int OfSale);
