using System.Globalization;

namespace ScaleMart.Web.Trail;

/// <summary>Where an entry stands in the trail: by its time, and of the same millisecond by its id.</summary>
public readonly record struct TrailPlace(DateTimeOffset At, string Id) : IComparable<TrailPlace>
{
    private const long Latest = 253_402_300_799_999; // The last millisecond that a time can have.

    public static TrailPlace Of(TrailOpening entry) => new(entry.At, entry.Id);

    /// <summary>As <see cref="ToString"/> wrote it; null when it was not written by it.</summary>
    public static TrailPlace? Read(string text) =>
        text.Split('-', 2) is [var at, { Length: > 0 and <= 64 } id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= Latest
            ? new TrailPlace(DateTimeOffset.FromUnixTimeMilliseconds(ms), id)
            : null;

    public int CompareTo(TrailPlace other) => At == other.At ? string.CompareOrdinal(Id, other.Id) : At.CompareTo(other.At);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}-{Id}");

    public static bool operator <(TrailPlace left, TrailPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(TrailPlace left, TrailPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(TrailPlace left, TrailPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TrailPlace left, TrailPlace right) => left.CompareTo(right) >= 0;
}
