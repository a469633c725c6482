using System.Globalization;
using System.Text.Json;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Trail.Keeping;

/// <summary>A record as it stands in Redis: the time at which it was appended, its kind, and itself as JSON.</summary>
internal static class TrailLine
{
    private const string Opening = "opening", Ending = "ending";

    public static (string Kind, string Json) Write(TrailRecord record) => record switch
    {
        TrailOpening opening => (Opening, Documents.Write(opening)),
        TrailEnding ending => (Ending, Documents.Write(ending)),
        _ => throw new NotSupportedException($"The trail has no {record.GetType().Name}."),
    };

    /// <exception cref="FormatException">It is no such line.</exception>
    public static TrailRecord Read(string line)
    {
        if (line.Split('\t', 3) is not [var at, var kind, var json] || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms))
            throw new FormatException("It has no time and no kind.");
        try
        {
            TrailRecord record = kind switch
            {
                Opening => Documents.Read<TrailOpening>(json),
                Ending => Documents.Read<TrailEnding>(json),
                _ => throw new FormatException($"Its kind is '{kind}'."),
            };
            return record with { At = DateTimeOffset.FromUnixTimeMilliseconds(ms) };
        }
        catch (Exception fault) when (fault is JsonException or ArgumentOutOfRangeException)
        {
            throw new FormatException(fault.Message, fault);
        }
    }
}
