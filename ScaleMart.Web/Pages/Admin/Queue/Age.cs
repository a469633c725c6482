using System.Globalization;

namespace ScaleMart.Web.Pages.Admin.Queue;

/// <summary>How long something has waited, in at most two units.</summary>
public static class Age
{
    /// <summary>"0.4 s", "12 s", "3 min 5 s", "2 h 10 min", "4 d 2 h"; never below zero.</summary>
    public static string Write(long milliseconds)
    {
        var span = TimeSpan.FromMilliseconds(Math.Max(0, milliseconds));
        return span switch
        {
            { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalSeconds * 10) / 10:0.#} s"),
            { TotalMinutes: < 1 } => $"{span.Seconds} s",
            { TotalHours: < 1 } => $"{span.Minutes} min {span.Seconds} s",
            { TotalDays: < 1 } => $"{span.Hours} h {span.Minutes} min",
            _ => $"{span.Days} d {span.Hours} h",
        };
    }
}
