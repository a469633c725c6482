using System.Globalization;
using System.Text.RegularExpressions;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Pages.Admin.Trail;

/// <summary>One act of the trail as people read it.</summary>
public sealed partial record TrailRow(TrailEntry Entry, DateTimeOffset Now)
{
    /// <summary>So many changes are seen at once; the others behind a press.</summary>
    public const int AtOnce = 4;

    // An act that is not over after a minute is not under way any more: its process died, or both stores went away.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public TrailOpening Begun => Entry.Opening;

    /// <summary>"Sale pause", "Dead letter discard".</summary>
    public string Act
    {
        get
        {
            var words = Begun.Act.Replace('.', ' ').Replace('_', ' ');
            return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
        }
    }

    /// <summary>Where that which it was done to is looked at; null where it has no page.</summary>
    public string? Link => Begun.Subject.Split(':', 2) is [var kind, { Length: > 0 } id] ? kind switch
    {
        _ when Begun.Subject == "sale:unmade" => null,
        "sale" => $"/admin/sales/{Uri.EscapeDataString(id)}",
        "order" => $"/admin/orders/{Uri.EscapeDataString(id)}",
        "user" => $"/admin/users/{Uri.EscapeDataString(id)}",
        "dead_letter" => "/admin/queue",
        _ => null,
    } : null;

    public IReadOnlyList<TrailChange> Changes => [.. TrailChange.Of(Entry).Select(c => c with { Before = Words(c.Before), After = Words(c.After) })];

    /// <summary>How it ended in words, and the mark beside them.</summary>
    public (string Words, string Mark) End => Entry.Ending?.Outcome switch
    {
        null when Now - Begun.At < Longest => ("Under way", "wait"),
        null => ("Not known how it ended", "wait"),
        TrailEnd.NotKnown => ("A store gave no answer: not known how it ended", "wait"),
        "done" => ("Done", "good"),
        "pending" => ("Begun, and goes on", "wait"),
        TrailEnd.Failed => ("Failed: the log knows more", "gone"),
        var refused => ($"Refused: {Capital().Replace(refused, m => " " + m.Value.ToLowerInvariant())}", "gone"),
    };

    // A moment is written as every other in the back office.
    private static string? Words(string? value) =>
        value is not null && Moment().IsMatch(value) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at) ? Clock.Exact(at) : value;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Moment();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
