using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ScaleMart.Web.Tests.Delivery;

/// <summary>docker-compose.yml as Docker reads it: anchors followed, as JSON.</summary>
internal static partial class ComposeFile
{
    public static string Text { get; } = File.ReadAllText(Repository.PathOf("docker-compose.yml"));

    public static JsonNode Json { get; } = Read(Text);

    public static JsonNode Service(string name) => Json["services"]![name]!;

    /// <summary>A service's environment with its variables filled in: from these values, else with their defaults.</summary>
    public static Dictionary<string, string> EnvironmentOf(string service, IReadOnlyDictionary<string, string> values) =>
        Service(service)["environment"]!.AsObject().ToDictionary(e => e.Key, e => Variable().Replace(e.Value!.GetValue<string>(), v =>
            values.TryGetValue(v.Groups["name"].Value, out var value) ? value
            : v.Groups["default"] is { Success: true } otherwise ? otherwise.Value
            : throw new InvalidOperationException($"{v.Value} has no value.")));

    /// <summary>The names of the variables that the file asks for.</summary>
    public static string[] Variables() => [.. Variable().Matches(Text).Select(v => v.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal)];

    public static JsonNode Read(string yaml) =>
        ToJson(new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build().Deserialize(new MergingParser(new Parser(new StringReader(yaml)))))!;

    private static JsonNode? ToJson(object? yaml) => yaml switch
    {
        null => null,
        IDictionary<object, object> map => new JsonObject(map.Select(m => KeyValuePair.Create((string)m.Key, ToJson(m.Value)))),
        IList<object> list => new JsonArray([.. list.Select(ToJson)]),
        bool truth => JsonValue.Create(truth),
        string text => JsonValue.Create(text),
        _ => JsonValue.Create(Convert.ToInt64(yaml, System.Globalization.CultureInfo.InvariantCulture)),
    };

    [GeneratedRegex(@"\$\{(?<name>\w+)(:-(?<default>[^}]*)|:\?[^}]+)?\}")]
    private static partial Regex Variable();
}
