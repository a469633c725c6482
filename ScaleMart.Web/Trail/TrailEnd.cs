using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Trail;

/// <summary>How an act ended: a word in camelCase, and what was changed as it is now: a small record that becomes a JSON object, or null.</summary>
public sealed record TrailEnd(string Outcome, object? After)
{
    /// <summary>The act threw, and no store had anything to do with it: whoever reads the log knows more.</summary>
    public const string Failed = "failed";

    /// <summary>A store gave no answer: what was asked of it may have been done all the same.</summary>
    public const string NotKnown = "notKnown";

    /// <summary>The outcome in the words of a desk's own enum.</summary>
    public static TrailEnd Of(Enum outcome, object? after = null) => new(Documents.Word(outcome), after);
}
