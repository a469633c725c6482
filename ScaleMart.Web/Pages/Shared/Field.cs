namespace ScaleMart.Web.Pages.Shared;

/// <summary>One thing to type: its label, what was typed, and what is wrong with it.</summary>
public sealed record Field(string Name, string Label, string? Value = null)
{
    public string Type { get; init; } = "text";
    public string? Hint { get; init; }
    public string? Fault { get; init; }
    public string? Autocomplete { get; init; }
    public string? InputMode { get; init; }
    public string? Min { get; init; }
    public string? Max { get; init; }
    public string? Step { get; init; }
    /// <summary>What browsers hold it against, as a regular expression.</summary>
    public string? Pattern { get; init; }
    public int? MaxLength { get; init; }
    public bool Required { get; init; } = true;

    public string Id => IdOf(Name);
    public string? DescribedBy => (Hint, Fault) switch
    {
        (null, null) => null,
        (_, null) => $"{Id}-hint",
        (null, _) => $"{Id}-fault",
        _ => $"{Id}-fault {Id}-hint",
    };

    /// <summary>The element that the summary of faults leads to.</summary>
    public static string IdOf(string name) => name.Replace('.', '-');
}
