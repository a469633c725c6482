using System.Globalization;
using System.Text.RegularExpressions;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin.Sales.Zones;

/// <summary>
/// The zone in which an admin types and reads a sale's times, always with UTC beside it. The browser keeps its IANA name in a
/// cookie; without one, and where this machine does not know the name, it is UTC.
/// </summary>
public sealed partial class Zone
{
    public const string Cookie = "scalemart-zone";
    public static readonly Zone Utc = new(TimeZoneInfo.Utc);

    private static readonly string[] Written = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
    private readonly TimeZoneInfo _zone;

    private Zone(TimeZoneInfo zone) => _zone = zone;

    /// <summary>Every zone that may be chosen: UTC, then as the world's table has them; UTC alone on a machine without that table.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["UTC", .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/')).Order(StringComparer.Ordinal)];

    public string Name => IsUtc ? "UTC" : _zone.Id;

    public bool IsUtc => _zone.Id is "UTC" or "Etc/UTC";

    /// <summary>The visitor's own.</summary>
    public static Zone Of(HttpRequest request) => Find(request.Cookies[Cookie]) ?? Utc;

    /// <summary>Null for a name that is no zone's here.</summary>
    public static Zone? Find(string? name) =>
        name is { Length: > 0 and <= 64 } && Named().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? new Zone(zone) : null;

    /// <summary>Keeps it for the visitor's next pages.</summary>
    public void Keep(HttpResponse response) =>
        response.Cookies.Append(Cookie, Name, new CookieOptions { Path = "/admin", MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true });

    /// <summary>For <c>datetime-local</c> fields, which know no zone.</summary>
    public string Local(DateTimeOffset at) => Clock.Local(Shifted(at));

    /// <summary>"2026-11-22 15:15:07 Europe/Berlin (14:15:07 UTC)": for those who keep books.</summary>
    public string Exact(DateTimeOffset at) => IsUtc ? Clock.Exact(at) : $"{Write(Shifted(at), "yyyy-MM-dd HH:mm:ss")} {Name} ({Beside(at, "HH:mm:ss")} UTC)";

    /// <summary>"Sun 22 Nov 2026, 15:15 Europe/Berlin (14:15 UTC)": for sentences.</summary>
    public string Words(DateTimeOffset at)
    {
        var clock = at.Second == 0 ? "HH:mm" : "HH:mm:ss";
        return IsUtc ? $"{Write(at, "ddd d MMM yyyy, " + clock)} UTC" : $"{Write(Shifted(at), "ddd d MMM yyyy, " + clock)} {Name} ({Beside(at, clock)} UTC)";
    }

    /// <summary>"today, 15:15", in this zone: where the zone is named beside it.</summary>
    public string Moment(DateTimeOffset at, DateTimeOffset now) => Clock.Moment(Shifted(at), Shifted(now)).Replace(" UTC", "", StringComparison.Ordinal);

    /// <summary>
    /// What was typed, as a moment. Where clocks go forward some times do not exist: those are refused with the next that does.
    /// Where they go back some come twice: the earlier is taken, and the note says so.
    /// </summary>
    public Typed Read(string text)
    {
        if (!DateTime.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return new Typed(null, Fault: $"write a date and a time, in {Name}");
        // Beyond any sale's reach, where a zone's hours may lead out of the calendar.
        if (IsUtc || local.Year is < 1900 or > 2200) return new Typed(new DateTimeOffset(local, TimeSpan.Zero));
        if (_zone.IsInvalidTime(local))
        {
            var next = local.AddSeconds(-local.Second);
            while (_zone.IsInvalidTime(next)) next = next.AddMinutes(1);
            return new Typed(null, Fault: string.Create(CultureInfo.InvariantCulture, $"{local:HH:mm} does not exist in {Name} on {local:d MMM yyyy}, when clocks go forward; the next time that does is {next:HH:mm}"));
        }

        if (!_zone.IsAmbiguousTime(local)) return new Typed(new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime());
        var earlier = new DateTimeOffset(local, _zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime();
        return new Typed(earlier, Note: string.Create(CultureInfo.InvariantCulture, $"{local:HH:mm} comes twice in {Name} on {local:d MMM yyyy}, when clocks go back; the earlier is taken, {Clock.Exact(earlier)}"));
    }

    // UTC's date is named only where it is another day than here.
    private string Beside(DateTimeOffset at, string clock) => Write(at, Shifted(at).UtcDateTime.Date == at.UtcDateTime.Date ? clock : "d MMM, " + clock);

    /// <summary>The moment whose UTC figures are what a clock here shows.</summary>
    private DateTimeOffset Shifted(DateTimeOffset at) => IsUtc ? at : new(DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(at, _zone).DateTime, DateTimeKind.Unspecified), TimeSpan.Zero);

    private static string Write(DateTimeOffset at, string format) => at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    // The table's own folders hold the same zones once more, some of them counted with leap seconds.
    [GeneratedRegex("^(?!posix/|right/|Local$|localtime$)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}$")]
    private static partial Regex Named();
}

/// <summary>A time as it was typed: the moment that it is, or why it is none; and what to know of it.</summary>
public sealed record Typed(DateTimeOffset? At, string? Fault = null, string? Note = null);
