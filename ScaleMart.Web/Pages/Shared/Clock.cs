using System.Globalization;

namespace ScaleMart.Web.Pages.Shared;

/// <summary>How moments and spans are written. The zone is named wherever a time is: everything here is UTC.</summary>
public static class Clock
{
    /// <summary>"today, 14:15 UTC", "tomorrow, 09:00 UTC", "Fri 27 Nov, 18:00 UTC", with the year when it is another one.</summary>
    public static string Moment(DateTimeOffset at, DateTimeOffset now)
    {
        var day = (at.UtcDateTime.Date - now.UtcDateTime.Date).Days switch
        {
            0 => "today",
            1 => "tomorrow",
            -1 => "yesterday",
            _ => Write(at, at.UtcDateTime.Year == now.UtcDateTime.Year ? "ddd d MMM" : "ddd d MMM yyyy"),
        };
        return $"{day}, {Write(at, "HH:mm")} UTC";
    }

    /// <summary>"14:15:07 UTC".</summary>
    public static string Second(DateTimeOffset at) => Write(at, "HH:mm:ss") + " UTC";

    /// <summary>"2026-11-22 14:15:07 UTC": for those who keep books.</summary>
    public static string Exact(DateTimeOffset at) => Write(at, "yyyy-MM-dd HH:mm:ss") + " UTC";

    /// <summary>For <c>datetime</c> attributes.</summary>
    public static string Iso(DateTimeOffset at) => Write(at, "yyyy-MM-ddTHH:mm:ss.fffZ");

    /// <summary>For <c>datetime-local</c> fields, which know no zone.</summary>
    public static string Local(DateTimeOffset at) => Write(at, at.Second == 0 ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-ddTHH:mm:ss");

    /// <summary>The kind of field that can show what was typed as a moment: what no field for times could hold stays as text.</summary>
    public static string FieldFor(string? typed) =>
        string.IsNullOrEmpty(typed) || DateTime.TryParseExact(typed, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? "datetime-local" : "text";

    /// <summary>"12:48", "03:12:05", "2 d 03:12:05"; never below zero, a begun second counts whole.</summary>
    public static string Left(TimeSpan span)
    {
        var left = TimeSpan.FromSeconds(Math.Max(0, Math.Ceiling(span.TotalSeconds)));
        return left.Days > 0 ? $"{left.Days} d {left:hh\\:mm\\:ss}" : left.Hours > 0 ? $"{left:hh\\:mm\\:ss}" : $"{left:mm\\:ss}";
    }

    /// <summary>"5 minutes", "90 seconds", "2 hours".</summary>
    public static string Words(int seconds) => seconds switch
    {
        >= 3600 when seconds % 3600 == 0 => Count(seconds / 3600, "hour"),
        >= 60 when seconds % 60 == 0 => Count(seconds / 60, "minute"),
        _ => Count(seconds, "second"),
    };

    private static string Count(int n, string word) => n == 1 ? $"1 {word}" : $"{n} {word}s";

    private static string Write(DateTimeOffset at, string format) => at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}
