using System.Globalization;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>
/// An order's place in every list that goes from the newest to the oldest: by when it was accepted, and among those of one millisecond by
/// id. It never changes, so a page that begins after a place misses nothing and shows nothing twice, whatever happens meanwhile.
/// </summary>
public sealed record OrderPlace(DateTimeOffset AcceptedAt, string Id)
{
    /// <summary>The order of such lists.</summary>
    public static readonly Comparer<OrderPlace> NewestFirst = Comparer<OrderPlace>.Create(static (one, other) =>
        one.AcceptedAt != other.AcceptedAt ? other.AcceptedAt.CompareTo(one.AcceptedAt) : string.CompareOrdinal(other.Id, one.Id));

    private const int Longest = 200;

    public static OrderPlace Of(OrderRecord order) => new(order.AcceptedAt, order.Id);

    /// <summary>What <see cref="ToString"/> wrote; null when it is no place.</summary>
    public static OrderPlace? TryParse(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || dot == text.Length - 1 || text.Length > Longest || text.Any(char.IsControl)) return null;
        return long.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new OrderPlace(DateTimeOffset.FromUnixTimeMilliseconds(ms), text[(dot + 1)..]) : null;
    }

    /// <summary>This one is older than the other, or there is no other.</summary>
    public bool IsAfter(OrderPlace? other) => other is null || NewestFirst.Compare(this, other) > 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AcceptedAt.ToUnixTimeMilliseconds()}.{Id}");
}
