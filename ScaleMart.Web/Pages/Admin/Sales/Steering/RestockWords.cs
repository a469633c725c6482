using ScaleMart.Web.Pages.Admin.Sales.Drafting;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales.Steering;

/// <summary>What a restock would do, in the sale's figures before and after it.</summary>
internal static class RestockWords
{
    public static Ask Ask(ShelfSale shown, int units, string reason)
    {
        var (name, back) = (shown.Sale.Product.Name, $"/admin/sales/{shown.Sale.Id}");
        var pieces = EditWords.Pieces(Math.Abs(units));
        return units > 0
            ? new Ask($"{name}: add {pieces}?", $"Add {pieces}", back) { Follows = [.. Follows(shown, units, reason)] }
            : new Ask($"{name}: take {pieces} back?", $"Take {pieces} back", back) { Follows = [.. Follows(shown, units, reason)] };
    }

    private static IEnumerable<string> Follows(ShelfSale shown, int units, string reason)
    {
        var stock = shown.Stock;
        var after = stock.Available + units;
        var sign = units > 0 ? $"+ {units:N0}" : $"− {-(long)units:N0}";
        yield return $"{stock.Total:N0} {sign} = {(long)stock.Total + units:N0} in all";
        yield return after >= 0
            ? $"{stock.Available:N0} {sign} = {after:N0} left to reserve, as it stands now"
            : $"Only {stock.Available:N0} {(stock.Available == 1 ? "is" : "are")} neither held nor sold now: unless some come back by then, it is refused and nothing is changed.";
        if (units < 0 && after >= 0) yield return $"What is held or sold is never touched. If fewer than {-units:N0} are left by then, nothing is changed.";
        if (units > 0 && stock.State == SaleState.SoldOut) yield return "The sale is sold out: the button to reserve comes back on every page that is open.";
        if (units < 0 && after == 0 && stock.State == SaleState.Live) yield return $"Shoppers see “{(stock.Held > 0 ? "All held for now" : "Sold out")}”.";
        if (stock.State == SaleState.Paused) yield return "The sale is paused: nothing is reserved until you resume it.";
        yield return stock.IsStale ? "These figures are not fresh: the counter is not answering just now." : "Shoppers see the new figures within a second.";
        yield return $"Why: {reason}. Kept with the sale, with your name.";
    }
}
