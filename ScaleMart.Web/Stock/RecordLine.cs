using System.Globalization;

namespace ScaleMart.Web.Stock;

/// <summary>
/// An order's record as Redis keeps it: one line of thirteen tab-separated columns: quantity, status, version, user, previous
/// order, accepted (ms), hold's end (ms), attempt, reason, timeline (<c>event:ms,…</c>), unit price, currency, product name.
/// </summary>
internal static class RecordLine
{
    private const int Columns = 13;

    /// <exception cref="FormatException">The line is not such a record.</exception>
    public static OrderRecord Read(string saleId, string orderId, string line)
    {
        var column = line.Split('\t', Columns);
        try
        {
            return Read(saleId, orderId, column);
        }
        catch (Exception fault) when (fault is OverflowException or ArgumentOutOfRangeException)
        {
            // A number too large is no better than no number: whoever reads records has one fault to know.
            throw new FormatException($"The record of order {orderId} has a number out of range: {fault.Message}", fault);
        }
    }

    /// <summary>Null when there is no line, or none that can be read: whoever asks so has another word for that.</summary>
    public static OrderRecord? TryRead(string saleId, string orderId, string? line)
    {
        try
        {
            return line is null ? null : Read(saleId, orderId, line);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static OrderRecord Read(string saleId, string orderId, string[] column)
    {
        if (column.Length != Columns) throw new FormatException($"The record of order {orderId} has {column.Length} columns, not {Columns}.");
        return new OrderRecord
        {
            Id = orderId,
            SaleId = saleId,
            Quantity = int.Parse(column[0], CultureInfo.InvariantCulture),
            Status = Enum.TryParse<OrderStatus>(column[1], ignoreCase: true, out var status)
                ? status : throw new FormatException($"The record of order {orderId} has the unknown status '{column[1]}'."),
            Version = long.Parse(column[2], CultureInfo.InvariantCulture),
            UserId = column[3],
            PreviousOrderId = column[4],
            AcceptedAt = Time(column[5]),
            HoldExpiresAt = Time(column[6]),
            Attempt = int.Parse(column[7], CultureInfo.InvariantCulture),
            Reason = column[8],
            Timeline = [.. column[9].Split(',').Select(Event)],
            UnitPrice = decimal.Parse(column[10], CultureInfo.InvariantCulture),
            Currency = column[11],
            ProductName = column[12],
        };
    }

    public static string Write(OrderRecord order) => string.Join('\t',
        order.Quantity.ToString(CultureInfo.InvariantCulture),
        Word(order.Status),
        order.Version.ToString(CultureInfo.InvariantCulture),
        order.UserId,
        order.PreviousOrderId,
        Milliseconds(order.AcceptedAt),
        Milliseconds(order.HoldExpiresAt),
        order.Attempt.ToString(CultureInfo.InvariantCulture),
        order.Reason,
        string.Join(',', order.Timeline.Select(e => $"{e.Event}:{Milliseconds(e.At)}")),
        Offer(order.UnitPrice, order.Currency, order.ProductName));

    /// <summary>The last three columns: what a sale offers, kept whole in its own hash.</summary>
    public static string Offer(decimal unitPrice, string currency, string name) =>
        $"{unitPrice.ToString(CultureInfo.InvariantCulture)}\t{currency}\t{name}";

    /// <summary>Text that may stand in a column: tabs and line ends become spaces.</summary>
    public static string Clean(string text) => string.Create(text.Length, text, (to, from) =>
    {
        for (var i = 0; i < from.Length; i++) to[i] = char.IsControl(from[i]) ? ' ' : from[i];
    });

    public static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));

    /// <summary>The status as records and the contract write it.</summary>
    public static string Word(OrderStatus status) => status switch
    {
        OrderStatus.Held => "held",
        OrderStatus.Paying => "paying",
        OrderStatus.Confirmed => "confirmed",
        OrderStatus.Cancelled => "cancelled",
        OrderStatus.Expired => "expired",
        OrderStatus.Refunded => "refunded",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static OrderEvent Event(string text)
    {
        var colon = text.LastIndexOf(':');
        return new OrderEvent(Time(text[(colon + 1)..]), text[..colon]);
    }
}
