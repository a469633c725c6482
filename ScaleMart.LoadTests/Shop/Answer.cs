using System.Net.Http.Headers;
using System.Text.Json;

namespace ScaleMart.LoadTests.Shop;

/// <summary>
/// What the shop answered to one request, read whole. <see cref="Body"/> is undefined when the answer was empty or not JSON.
/// </summary>
public sealed record Answer(int Status, string Text, string ContentType, HttpResponseHeaders Headers, JsonElement Body)
{
    /// <summary>The machine-readable code of a refusal; empty when there is none.</summary>
    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";

    /// <summary>The first value of a header; null when it is absent.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.First() : null;

    public string Word(string member) => Body.GetProperty(member).GetString()!;

    public int Number(string member) => Body.GetProperty(member).GetInt32();

    public bool Truth(string member) => Body.GetProperty(member).GetBoolean();

    public override string ToString() => $"{Status} {Text}";

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var type = response.Content.Headers.ContentType?.MediaType ?? "";
        var body = default(JsonElement);
        if (text.Length > 0 && type.EndsWith("json", StringComparison.Ordinal))
        {
            using var document = JsonDocument.Parse(text);
            body = document.RootElement.Clone();
        }

        return new Answer((int)response.StatusCode, text, type, response.Headers, body);
    }
}
