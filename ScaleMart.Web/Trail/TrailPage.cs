namespace ScaleMart.Web.Trail;

/// <summary>A part of the trail, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Older">Where to go on for older ones; null when there are none.</param>
/// <param name="Away">What could not be asked: entries that it alone has are missing.</param>
public sealed record TrailPage(IReadOnlyList<TrailEntry> Entries, TrailPlace? Older, TrailAway Away);

/// <summary>The store that gave no answer.</summary>
public enum TrailAway
{
    None,

    /// <summary>The document store: only what has not been carried there yet is shown.</summary>
    Book,

    /// <summary>Redis: the newest entries may be missing.</summary>
    Redis,
}
