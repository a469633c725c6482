using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ScaleMart.Web.Storage;

/// <summary>How a record becomes a stored document and comes back: camelCase JSON, enums as words.</summary>
public static class Documents
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options);

    /// <exception cref="JsonException">The stored text is not such a document.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("The document is empty.");

    /// <exception cref="JsonException">The stored text is not such a document.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<T>(utf8, Options) ?? throw new JsonException("The document is empty.");

    /// <summary>A record's fields under their stored names.</summary>
    internal static IEnumerable<JsonPropertyInfo> FieldsOf(Type record) => Options.GetTypeInfo(record).Properties;

    internal static string Word(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
