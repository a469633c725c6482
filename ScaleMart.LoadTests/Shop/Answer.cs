using System.Globalization;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text.Json;

namespace ScaleMart.LoadTests.Shop;

/// <summary>
/// What the shop answered to one request, read whole. <see cref="Body"/> is undefined when the answer was empty or not JSON.
/// </summary>
public sealed record Answer(int Status, string Text, string ContentType, HttpResponseHeaders Headers, JsonElement Body)
{
    /// <summary>The text of an answer that never came: the connection broke while it was under way, or was never there.</summary>
    public const string Cut = "cut off", NeverThrough = "not connected";

    /// <summary>The machine-readable code of a refusal; empty when there is none.</summary>
    public string Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";

    /// <summary>The first value of a header; null when it is absent.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.First() : null;

    /// <summary>How long the shop asks to wait before the next try; a second where it says nothing.</summary>
    public TimeSpan RetryAfter => TimeSpan.FromSeconds(int.TryParse(Header("Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 1);

    /// <summary>What came, in a word or two: <c>202</c>, <c>409 sold_out</c>, <c>no answer, cut off</c>.</summary>
    public string Outcome => Status == 0 ? $"no answer, {Text}" : Code is { Length: > 0 } code ? $"{Status} {code}" : Status.ToString(CultureInfo.InvariantCulture);

    public string Word(string member) => Body.GetProperty(member).GetString()!;

    public int Number(string member) => Body.GetProperty(member).GetInt32();

    public bool Truth(string member) => Body.GetProperty(member).GetBoolean();

    /// <summary>Stands for an answer where there is no HTTP response to read: of the hub, say. With status 0 for none at all, and the text says why.</summary>
    public static Answer Of(int status, string text = "")
    {
        using var empty = new HttpResponseMessage();
        return new Answer(status, text, "", empty.Headers, default);
    }

    /// <summary>The answer, or one with status 0 when none came: that is a finding too.</summary>
    public static async Task<Answer> OrNoneAsync(Func<Task<Answer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException or WebSocketException)
        {
            return Of(0, fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } ? NeverThrough : Cut);
        }
    }

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
