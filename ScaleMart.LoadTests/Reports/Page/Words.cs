using System.Globalization;

namespace ScaleMart.LoadTests.Reports.Page;

/// <summary>Figures as people read them, the same everywhere in a report; a unit stays on the line of its number.</summary>
internal static class Words
{
    /// <summary>With commas: 12,345.</summary>
    public static string Count(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Counts up to ten with a digit after the point.</summary>
    public static string Rate(double rate) => rate.ToString(rate is > 0 and < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>Three digits that count: 0.42 ms, 12.3 ms, 1,240 ms.</summary>
    public static string Ms(double milliseconds) =>
        milliseconds.ToString(milliseconds < 1 ? "0.00" : milliseconds < 100 ? "0.0" : "#,0", CultureInfo.InvariantCulture) + "\u00a0ms";

    public static string Ms(double? milliseconds) => milliseconds is { } known ? Ms(known) : "–";

    public static string Percent(double percent) => percent.ToString(percent is > 0 and < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + "\u00a0%";

    public static string Seconds(double seconds) => seconds.ToString(seconds < 10 ? "0.00" : "#,0.0", CultureInfo.InvariantCulture) + "\u00a0s";

    /// <summary>1 unit, 2 units.</summary>
    public static string Of(int count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";
}
