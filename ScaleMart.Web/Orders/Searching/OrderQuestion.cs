using System.Globalization;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>
/// A search as it was typed. <paramref name="Query"/> is an order's id or its beginning, an e-mail or its beginning, or a user's id;
/// <paramref name="SaleId"/> a sale's id or slug; times are ISO 8601, UTC unless they say otherwise; empty is as good as absent.
/// </summary>
public sealed record OrderQuestion(string? Query = null, string? SaleId = null, string? Status = null, string? From = null, string? To = null, string? After = null)
{
    /// <summary>What a status may be called.</summary>
    public static readonly string[] Statuses = [.. Enum.GetNames<OrderStatus>().Select(n => n.ToLowerInvariant())];

    private const int LongestQuery = 200;
    private static readonly string[] Times = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFK"];

    public bool IsEmpty => string.IsNullOrWhiteSpace($"{Query}{SaleId}{Status}{From}{To}");

    /// <summary>What can be told without asking anybody: the filter without its sale and its words, and what is wrong, by field.</summary>
    internal (OrderFilter Filter, OrderPlace? After, Dictionary<string, string> Faults) Read()
    {
        var faults = new Dictionary<string, string>();
        if (Query is { Length: > LongestQuery } || Query?.Any(char.IsControl) == true) faults["query"] = $"must have at most {LongestQuery} characters, none of them a control character";
        var status = Array.IndexOf(Statuses, Status);
        if (status < 0 && !string.IsNullOrEmpty(Status)) faults["status"] = $"must be one of {string.Join(", ", Statuses)}";
        var (from, to) = (Moment(From, "from", faults), Moment(To, "to", faults));
        if (to <= from) faults["to"] = "must be later than from";
        var after = string.IsNullOrEmpty(After) ? null : OrderPlace.TryParse(After);
        if (after is null && !string.IsNullOrEmpty(After)) faults["after"] = "must be what an answer before said";
        return (new OrderFilter { Status = status < 0 ? null : (OrderStatus)status, From = from, To = to }, after, faults);
    }

    private static DateTimeOffset? Moment(string? text, string field, Dictionary<string, string> faults)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateTimeOffset.TryParseExact(text.Trim(), Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) return at;
        faults[field] = "must be a date and a time, like 2026-11-27T18:00, in UTC";
        return null;
    }
}
