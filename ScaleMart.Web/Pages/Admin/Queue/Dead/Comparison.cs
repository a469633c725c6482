using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>One field of a record: as it waits in Redis, and as the ledger has it; null where there is none.</summary>
public sealed record Comparison(string Field, string? Waiting, string? Ledger)
{
    public bool Differs => Waiting != Ledger;

    /// <summary>Every field of both records; nothing when there is neither.</summary>
    public static IReadOnlyList<Comparison> Of(DeadLetterCase letter)
    {
        var (waiting, ledger) = (letter.Letter.Order, letter.Recorded);
        if (waiting is null && ledger is null) return letter.Letter.Version is { } version ? [new("version", $"{version}", letter.LedgerVersion?.ToString())] : [];
        Comparison Row(string field, Func<OrderRecord, string> value) => new(field, waiting is null ? null : value(waiting), ledger is null ? null : value(ledger));
        return
        [
            Row("version", o => $"{o.Version}"),
            Row("status", o => $"{o.Status}".ToLowerInvariant()),
            Row("quantity", o => $"{o.Quantity}"),
            Row("unitPrice", o => Money.Write(o.UnitPrice, o.Currency)),
            Row("productName", o => o.ProductName),
            Row("userId", o => o.UserId),
            Row("acceptedAt", o => Clock.Exact(o.AcceptedAt)),
            Row("holdExpiresAt", o => Clock.Exact(o.HoldExpiresAt)),
            Row("attempt", o => $"{o.Attempt}"),
            Row("reason", o => o.Reason.Length == 0 ? "–" : o.Reason),
            Row("timeline", o => string.Join(", ", o.Timeline.Select(e => $"{e.Event} {Clock.Second(e.At)}"))),
        ];
    }
}
