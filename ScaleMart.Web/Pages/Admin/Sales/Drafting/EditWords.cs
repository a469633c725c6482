using ScaleMart.Web.Pages.Admin.Sales.Zones;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales.Drafting;

/// <summary>What an edit, or a new sale, would do, a sentence each: every changed field before and after, and what follows from it.</summary>
internal static class EditWords
{
    public static IReadOnlyList<string> Of(ShelfSale before, DraftReading reading)
    {
        var (after, zone, fields) = (reading.After, reading.Form.Zone, reading.Changed);
        var words = fields.Select(f => $"{FieldNames.Labels[f]}: {Show(before, f, zone)} → {Show(after, f, zone)}").ToList();
        words.AddRange(fields.Select(f => Follows(f, before, after)).OfType<string>());
        words.Add(before.Stock.State == SaleState.Ended ? "Nobody is shown anything new." : "Shoppers' pages show it within a second.");
        return words;
    }

    public static IReadOnlyList<string> OfNew(ShelfSale made, Zone zone)
    {
        var (sale, stock) = made;
        return
        [
            stock.State switch
            {
                SaleState.Scheduled => $"It opens by itself on {zone.Words(sale.OpensAt)}.",
                SaleState.Ended => "Its times are over: it would be ended as soon as it is planned.",
                _ => "Its opening time is over: it opens at once.",
            },
            $"It closes by itself on {zone.Words(sale.ClosesAt)}: open for {Length(sale.ClosesAt - sale.OpensAt)}.",
            $"{Pieces(sale.Quantity)} at {Money.Write(sale.UnitPrice, sale.Currency)}{(sale.ListPrice > sale.UnitPrice ? $" instead of {Money.Write(sale.ListPrice, sale.Currency)}" : "")}, up to {sale.PerCustomerLimit:N0} per person.",
            "Shoppers find it on the front page at once. Until it opens, everything about it can still be changed.",
        ];
    }

    public static string Pieces(int units) => Math.Abs(units) == 1 ? $"{units:N0} piece" : $"{units:N0} pieces";

    private static string Length(TimeSpan span) => span.Days switch
    {
        0 => Clock.Words((int)span.TotalSeconds),
        var days when span - TimeSpan.FromDays(days) is { TotalSeconds: >= 1 } rest => $"{Days(days)} {Clock.Words((int)rest.TotalSeconds)}",
        var days => Days(days),
    };

    private static string Days(int days) => days == 1 ? "1 day" : $"{days:N0} days";

    private static string Show(ShelfSale shown, string field, Zone zone) => field switch
    {
        FieldNames.Name => $"“{shown.Sale.Product.Name}”",
        FieldNames.Description => Short(shown.Sale.Product.Description),
        FieldNames.Picture => shown.Sale.Product.ImageUrl,
        FieldNames.Price => Money.Write(shown.Stock.UnitPrice, shown.Sale.Currency),
        FieldNames.ListPrice => Money.Write(shown.Sale.ListPrice, shown.Sale.Currency),
        FieldNames.Currency => shown.Sale.Currency,
        FieldNames.Quantity => $"{shown.Sale.Quantity:N0}",
        FieldNames.Limit => $"{shown.Stock.PerCustomerLimit:N0}",
        FieldNames.Hold => Clock.Words(shown.Stock.HoldSeconds),
        FieldNames.Opens => zone.Words(shown.Stock.OpensAt),
        FieldNames.Closes => zone.Words(shown.Stock.ClosesAt),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of the form."),
    };

    private static string? Follows(string field, ShelfSale before, ShelfSale after) => field switch
    {
        FieldNames.Price => "Nobody has bought at the old price: the sale has not opened.",
        FieldNames.Name when before.Stock.Held + before.Stock.Sold > 0 => "Orders that exist keep the name under which they were made.",
        FieldNames.Limit when after.Stock.PerCustomerLimit > before.Stock.PerCustomerLimit && before.Stock.State != SaleState.Scheduled =>
            $"Who has their share may reserve {after.Stock.PerCustomerLimit - before.Stock.PerCustomerLimit:N0} more, and it cannot go down again.",
        FieldNames.Quantity => $"{before.Stock.Total:N0} in all now, {after.Stock.Total:N0} after it.",
        FieldNames.Hold => "It counts for what is reserved from now on.",
        FieldNames.Opens when after.Stock.State != SaleState.Scheduled && before.Stock.State == SaleState.Scheduled => "That time is over: the sale opens at once.",
        FieldNames.Closes when after.Stock.State == SaleState.Ended => "That time is over: the sale ends at once, for good.",
        FieldNames.Closes => $"The sale ends {Distance(after.Stock.ClosesAt - before.Stock.ClosesAt)} than planned.",
        _ => null,
    };

    private static string Distance(TimeSpan more) => $"{Length(more.Duration())} {(more > TimeSpan.Zero ? "later" : "earlier")}";

    private static string Short(string text) => text.Length == 0 ? "nothing" : text.Length > 90 ? $"“{text[..88].TrimEnd()}…”" : $"“{text}”";
}
