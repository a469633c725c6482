namespace ScaleMart.Web.Trail;

/// <summary>Which entries are asked for; what is null does not matter.</summary>
public sealed record TrailQuery
{
    /// <summary>A user's id, or a part of their name in any case.</summary>
    public string? Who { get; init; }

    /// <summary>An act such as <c>sale.pause</c>, or its first word for all of a kind.</summary>
    public string? Act { get; init; }

    /// <summary>A subject such as <c>sale:4k2…</c>, or its id alone.</summary>
    public string? Subject { get; init; }

    /// <summary>No earlier than this.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Earlier than this.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only what is older than the entry at this place.</summary>
    public TrailPlace? OlderThan { get; init; }

    /// <summary>A bound as the stores compare it, in milliseconds since 1970: rounded up, since an entry has whole ones, and the one before is earlier than the bound.</summary>
    internal static long? Milliseconds(DateTimeOffset? bound) =>
        bound is { } at ? (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond : null;

    /// <summary>Whether an entry is among those that are asked for: what the books do with what they keep.</summary>
    public bool Matches(TrailOpening entry) =>
        (Who is null || entry.WhoId == Who || entry.WhoFolded.Contains(Who.ToLowerInvariant(), StringComparison.Ordinal))
        && (Act is null || entry.Act == Act || entry.Act.StartsWith(Act + ".", StringComparison.Ordinal))
        && (Subject is null || entry.Subject == Subject || entry.SubjectId == Subject)
        && (From is null || entry.At >= From) && (To is null || entry.At < To)
        && (OlderThan is null || TrailPlace.Of(entry).CompareTo(OlderThan.Value) < 0);
}
