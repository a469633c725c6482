using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin;

/// <summary>
/// What is asked once before anything changes: what would be done, what follows from it, and the button that does it. The form
/// is posted to the page that it stands on.
/// </summary>
public sealed record Ask(string Title, string Confirm, string Back)
{
    /// <summary>What will happen, a sentence each.</summary>
    public required IReadOnlyList<string> Follows { get; init; }

    /// <summary>It cannot be taken back, and the page says so.</summary>
    public bool IsFinal { get; init; }

    /// <summary>What else is to be filled in, above the reason.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>The reason as typed so far; null where none is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? ReasonFault { get; init; }

    /// <summary>Carried along unseen: a key against doing it twice, or what was filled in on the page before.</summary>
    public IReadOnlyDictionary<string, string> Hidden { get; init; } = new Dictionary<string, string>();

    /// <summary>The words of a second button, which posts the same with <c>do=again</c>: back to what was filled in. Null where nothing was.</summary>
    public string? Again { get; init; }

    /// <summary>Why it was refused, when it was.</summary>
    public Notice? Notice { get; init; }
}
