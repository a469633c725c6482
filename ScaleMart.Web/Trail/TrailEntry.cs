namespace ScaleMart.Web.Trail;

/// <summary>One act of the back office: what was begun and, where it is known, how it ended.</summary>
public sealed record TrailEntry(TrailOpening Opening, TrailEnding? Ending)
{
    /// <summary>The book has what was begun; until then Redis alone does.</summary>
    public bool IsKept { get; init; }
}
