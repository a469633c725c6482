namespace ScaleMart.Web.Live;

/// <summary>One process's audience: connections, users among them, and how many watch each sale.</summary>
internal sealed record AudienceReport(int Connections, int Users, IReadOnlyDictionary<string, int> Watched);

/// <summary>All processes' audiences together. <paramref name="UsersElsewhere"/>: someone who has signed in is connected to another process.</summary>
internal sealed record Crowd(bool UsersElsewhere, IReadOnlyDictionary<string, int> Watched)
{
    public int Watching(string subject) => Watched.GetValueOrDefault(subject);

    public static Crowd Of(IReadOnlyDictionary<string, AudienceReport> reports, string self) => new(
        reports.Any(r => r.Key != self && r.Value.Users > 0),
        reports.Values.SelectMany(r => r.Watched).GroupBy(w => w.Key).ToDictionary(g => g.Key, g => g.Sum(w => w.Value)));
}
