using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>Which orders are looked for; what is null does not matter. Times are whole milliseconds, as those of orders are.</summary>
public sealed record OrderFilter
{
    /// <summary>Stands behind every text that begins as the one before it does.</summary>
    internal const string Last = "\U0010FFFF";

    /// <summary>The order's id begins so. With <see cref="UserIds"/> either is enough.</summary>
    public string? IdBeginning { get; init; }

    /// <summary>The order is one of theirs; with none in it nobody's is, and only an id can fit.</summary>
    public IReadOnlyCollection<string>? UserIds { get; init; }
    public string? SaleId { get; init; }
    public OrderStatus? Status { get; init; }

    /// <summary>Accepted then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Accepted before then.</summary>
    public DateTimeOffset? To { get; init; }

    public bool Fits(OrderRecord order) =>
        (SaleId is null || order.SaleId == SaleId)
        && (Status is null || order.Status == Status)
        && (From is null || order.AcceptedAt >= From)
        && (To is null || order.AcceptedAt < To)
        && ((IdBeginning is null && UserIds is null)
            || (IdBeginning is not null && order.Id.StartsWith(IdBeginning, StringComparison.Ordinal))
            || UserIds?.Contains(order.UserId) == true);
}
