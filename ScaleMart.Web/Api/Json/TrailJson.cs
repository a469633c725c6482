using System.Text.Json;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Api.Json;

/// <summary>An entry of the audit trail in the contract's shape; <c>outcome</c> is null while it is not known how the act ended.</summary>
internal sealed record TrailJson(
    string Id, DateTimeOffset At, TrailWho Who, string From, string Act, string Subject, string Reason, JsonElement? Before, string? Outcome, DateTimeOffset? EndedAt, JsonElement? After)
{
    public static TrailJson Of(TrailEntry entry)
    {
        var (begun, ended) = (entry.Opening, entry.Ending);
        return new(begun.Id, begun.At, new TrailWho(begun.WhoId, begun.WhoName), begun.From, begun.Act, begun.Subject, begun.Reason, Read(begun.Before), ended?.Outcome, ended?.At, Read(ended?.After));
    }

    private static JsonElement? Read(string? json)
    {
        if (json is null) return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}

internal sealed record TrailWho(string Id, string Name);

/// <summary>A part of the trail, newest first; <c>next</c> is what to send as <c>after</c> for older ones, and null when there are none. <c>away</c>: the store that gave no answer.</summary>
internal sealed record TrailPageJson(IReadOnlyList<TrailJson> Entries, string? Next, TrailAway Away);
