using System.Text.Json;

namespace ScaleMart.Web.Trail;

/// <summary>One field that an act was about, before and after; null on the side that does not have it.</summary>
public sealed record TrailChange(string Field, string? Before, string? After)
{
    /// <summary>Every field of either side, in the order in which they were written.</summary>
    public static IReadOnlyList<TrailChange> Of(TrailEntry entry)
    {
        var (before, after) = (Fields(entry.Opening.Before), Fields(entry.Ending?.After));
        return [.. before.Keys.Union(after.Keys).Select(field => new TrailChange(field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))];
    }

    private static Dictionary<string, string> Fields(string? json)
    {
        var fields = new Dictionary<string, string>();
        if (json is null) return fields;
        using var document = JsonDocument.Parse(json);
        Add(fields, "", document.RootElement);
        return fields;
    }

    private static void Add(Dictionary<string, string> fields, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) fields[name] = value.ValueKind == JsonValueKind.Null ? "none" : value.ToString();
        else foreach (var inner in value.EnumerateObject()) Add(fields, name.Length == 0 ? inner.Name : $"{name}.{inner.Name}", inner.Value);
    }
}
