using ScaleMart.Web.Pages.Admin.Sales.Drafting;
using ScaleMart.Web.Pages.Admin.Sales.Zones;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales.Steering;

/// <summary>What opening, pausing, resuming or closing a sale would do now, in its own figures; and why it cannot be.</summary>
internal sealed class SteerWords(ShelfSale shown, Zone zone, DateTimeOffset? lastHold)
{
    private readonly StockLevel _stock = shown.Stock;

    public static bool Allows(string act, StockLevel stock) => act switch
    {
        "open" => stock.State == SaleState.Scheduled,
        "pause" => stock.State is SaleState.Live or SaleState.SoldOut or SaleState.Scheduled,
        "resume" => stock.State == SaleState.Paused,
        _ => stock.State != SaleState.Ended,
    };

    /// <summary>Why the act cannot be done in the sale's state.</summary>
    public static Notice Refusal(string act, StockLevel stock) => new(
        "Not in this state",
        $"The sale cannot {Verb(act)} now: it is {stock.State switch { SaleState.Scheduled => "planned and has not opened", SaleState.Live => "live", SaleState.SoldOut => "sold out", SaleState.Paused => "paused", _ => "over" }}. Nothing was changed; below is how it stands.");

    public Ask Ask(string act) => act switch
    {
        "open" => Put("Open it now?", "Open the sale", Open()),
        "pause" => Put("Pause the sale?", "Pause the sale", Pause()),
        "resume" => Put("Resume the sale?", "Resume the sale", Resume()),
        _ => Put("Close the sale for good?", "Close the sale", Close()) with { IsFinal = true },
    };

    private Ask Put(string title, string confirm, IEnumerable<string> follows) =>
        new($"{shown.Sale.Product.Name}: {char.ToLowerInvariant(title[0])}{title[1..]}", confirm, $"/admin/sales/{shown.Sale.Id}")
        {
            Follows = [.. follows, .. _stock.IsStale ? ["These figures are not fresh: the counter is not answering just now."] : Array.Empty<string>()],
        };

    private IEnumerable<string> Open()
    {
        yield return $"It opens at once instead of on {zone.Words(_stock.OpensAt)}.";
        yield return $"{EditWords.Pieces(_stock.Available)} can be reserved at {Money.Write(_stock.UnitPrice, shown.Sale.Currency)}, up to {_stock.PerCustomerLimit:N0} per person. The price is fixed from then on.";
        yield return $"It closes as planned, on {zone.Words(_stock.ClosesAt)}.";
        yield return "Shoppers see “Live now” within a second.";
    }

    private IEnumerable<string> Pause()
    {
        yield return _stock.State == SaleState.Scheduled
            ? $"It does not open on {zone.Words(_stock.OpensAt)} unless you resume it before."
            : $"Nothing more is reserved until you resume it. {EditWords.Pieces(_stock.Available)} {(_stock.Available == 1 ? "stays" : "stay")} on the shelf.";
        if (Holders() is { } holders) yield return holders;
        yield return $"Its closing time stays: {zone.Words(_stock.ClosesAt)}.";
        yield return "Shoppers see “Paused” within a second.";
    }

    private IEnumerable<string> Resume()
    {
        var opens = _stock.OpensAt > _stock.At;
        yield return opens ? $"It opens by itself on {zone.Words(_stock.OpensAt)}."
            : _stock.Available > 0 ? $"Shoppers can reserve again at once: {EditWords.Pieces(_stock.Available)} left."
            : "Nothing is left to reserve: what comes back or is restocked can be reserved at once.";
        yield return $"It closes as planned, on {zone.Words(_stock.ClosesAt)}.";
        yield return $"Shoppers see “{(opens ? "Opens soon" : _stock.Available > 0 ? "Live now" : _stock.Held > 0 ? "All held for now" : "Sold out")}” within a second.";
    }

    private IEnumerable<string> Close()
    {
        yield return _stock.State == SaleState.Scheduled
            ? $"It never opens. {EditWords.Pieces(_stock.Available)} stay unsold."
            : $"It ends at once instead of on {zone.Words(_stock.ClosesAt)}. {EditWords.Pieces(_stock.Available)} {(_stock.Available == 1 ? "stays" : "stay")} unsold.";
        if (Holders() is { } holders) yield return $"{holders} What they let go is not sold any more.";
        if (_stock.Sold > 0) yield return $"{EditWords.Pieces(_stock.Sold)} {(_stock.Sold == 1 ? "is" : "are")} sold: for their buyers nothing changes.";
        yield return "It cannot be opened again, and nothing of it can be changed.";
        yield return "Shoppers see “Ended” within a second.";
    }

    private string? Holders()
    {
        if (_stock.Held == 0) return null;
        var left = lastHold - _stock.At;
        var whole = TimeSpan.FromSeconds(_stock.HoldSeconds);
        if (left is null || left > whole || left <= TimeSpan.Zero) left = whole;
        var minutes = (int)Math.Ceiling(left.Value.TotalMinutes);
        return $"{EditWords.Pieces(_stock.Held)} {(_stock.Held == 1 ? "is held: its owner" : "are held: their owners")} can still pay for up to {(left.Value.TotalSeconds < 60 ? Clock.Words((int)Math.Ceiling(left.Value.TotalSeconds)) : Clock.Words(minutes * 60))}.";
    }

    private static string Verb(string act) => act switch
    {
        "open" => "be opened",
        "pause" => "be paused",
        "resume" => "be resumed",
        "restock" => "be restocked",
        _ => "be closed",
    };
}
