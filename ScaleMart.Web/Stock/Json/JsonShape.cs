using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScaleMart.Web.Stock.Json;

/// <summary>How the contract writes JSON, wherever it is written: states as words, times in UTC, and nothing read that is not known.</summary>
internal static class JsonShape
{
    public static void Apply(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.PropertyNameCaseInsensitive = false;
        json.AllowDuplicateProperties = false;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.Converters.Add(new UtcTime());
    }
}
