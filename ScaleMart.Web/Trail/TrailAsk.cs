using System.Globalization;

namespace ScaleMart.Web.Trail;

/// <summary>What somebody asks the trail for, as text, field by field; empty fields ask for nothing.</summary>
public sealed record TrailAsk(string? Who = null, string? Act = null, string? Subject = null, string? From = null, string? To = null, string? After = null)
{
    private const int Longest = 200;

    /// <summary>What is wrong, by field; then there is no query.</summary>
    public (TrailQuery? Query, IReadOnlyDictionary<string, string> Faults) Read()
    {
        var faults = new Dictionary<string, string>();
        var query = new TrailQuery
        {
            Who = Text("who", Who, faults),
            Act = Text("act", Act, faults),
            Subject = Text("subject", Subject, faults),
            From = Moment("from", From, faults),
            To = Moment("to", To, faults),
            OlderThan = Place(After, faults),
        };
        if (query is { From: { } from, To: { } to } && to <= from) faults["to"] = "must be later than from";
        return (faults.Count == 0 ? query : null, faults);
    }

    private static string? Text(string field, string? text, Dictionary<string, string> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.Trim() is { Length: <= Longest } given && !given.Any(char.IsControl)) return given;
        faults[field] = $"must have at most {Longest} characters, none of them a control character";
        return null;
    }

    private static DateTimeOffset? Moment(string field, string? text, Dictionary<string, string> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) return at;
        faults[field] = "must be a date and a time in UTC, like 2026-11-27T10:30";
        return null;
    }

    private static TrailPlace? Place(string? text, Dictionary<string, string> faults)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (TrailPlace.Read(text) is { } place) return place;
        faults["after"] = "must be what an earlier answer gave as next";
        return null;
    }
}
