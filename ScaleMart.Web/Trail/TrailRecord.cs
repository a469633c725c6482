namespace ScaleMart.Web.Trail;

/// <summary>One of the two records that an act leaves, both under the act's id. Neither changes once it is written.</summary>
public abstract record TrailRecord
{
    /// <summary>The act's id.</summary>
    public required string Id { get; init; }

    /// <summary>When it was written: by Redis's clock, or by this process's where Redis could not be asked.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>What was about to be done, written before it was.</summary>
public sealed record TrailOpening : TrailRecord
{
    public required string WhoId { get; init; }
    public required string WhoName { get; init; }

    /// <summary>The address that they came from; empty for the shop itself.</summary>
    public required string From { get; init; }

    /// <summary>A pair of words, such as <c>sale.pause</c>.</summary>
    public required string Act { get; init; }

    /// <summary>What it is done to, such as <c>sale:4k2…</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Why, in the words of who acts; empty where nobody asks for a reason.</summary>
    public required string Reason { get; init; }

    /// <summary>What the act was to change, as it was: a JSON object, or null.</summary>
    public string? Before { get; init; }

    /// <summary>The name as it is searched for.</summary>
    public string WhoFolded => WhoName.ToLowerInvariant();

    /// <summary>The subject without its kind.</summary>
    public string SubjectId => Subject[(Subject.IndexOf(':', StringComparison.Ordinal) + 1)..];
}

/// <summary>How it ended, written after it had.</summary>
public sealed record TrailEnding : TrailRecord
{
    /// <summary>In the word of the desk that did it: <c>done</c>, or why not.</summary>
    public required string Outcome { get; init; }

    /// <summary>What was changed, as it is now: a JSON object, or null.</summary>
    public string? After { get; init; }
}
