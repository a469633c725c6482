using System.Globalization;

namespace ScaleMart.Web.Pages.Admin;

/// <summary>How the back office writes its figures; <c>js/figures.js</c> writes them the same way once the page is alive.</summary>
public static class Figures
{
    private const string None = "–";

    /// <summary>0.4, 7.5, 12, 1,930; whole numbers as they are.</summary>
    public static string Number(double? n) => n is not { } value ? None : Fixed(value, value < 10 && value != Math.Floor(value) ? 1 : 0);

    /// <summary>3.1 ms, 11 ms, 1.2 s, 4 min.</summary>
    public static string Span(double? ms) => ms switch
    {
        null => None,
        < 10 => $"{Fixed(ms.Value, ms == Math.Floor(ms.Value) ? 0 : 1)} ms",
        < 1_000 => $"{Fixed(ms.Value, 0)} ms",
        < 60_000 => $"{Fixed(ms.Value / 1_000, 1)} s",
        _ => $"{Fixed(Math.Floor(ms.Value / 60_000), 0)} min",
    };

    /// <summary>00:27, 01:12:05; over a day it is no use to know.</summary>
    public static string Left(double? seconds)
    {
        if (seconds is not { } value) return None;
        if (value >= 86_400) return "over a day";
        var left = TimeSpan.FromSeconds(Math.Ceiling(value));
        return left.ToString(left.TotalHours >= 1 ? @"hh\:mm\:ss" : @"mm\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>"91%"; nothing of nothing is none.</summary>
    public static string Share(double part, double whole) => whole > 0 ? $"{Fixed(100 * part / whole, 0)}%" : None;

    private static string Fixed(double value, int digits) =>
        Math.Round(value, digits, MidpointRounding.AwayFromZero).ToString($"N{digits}", CultureInfo.InvariantCulture);
}
