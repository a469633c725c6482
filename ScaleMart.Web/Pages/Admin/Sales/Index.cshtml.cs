using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Pages.Admin.Sales.Zones;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>Every sale with its figures, narrowed down to a state and sorted as asked; live first unless asked otherwise.</summary>
public sealed class IndexModel(Shelf shelf) : PageModel
{
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["on"] = "On now",
        ["scheduled"] = "Planned",
        ["ended"] = "Over",
    };

    private static readonly Dictionary<string, Func<ShelfSale, IComparable>> Orders = new()
    {
        ["name"] = s => s.Sale.Product.Name.ToUpperInvariant(),
        ["left"] = s => -s.Stock.Available,
        ["held"] = s => -s.Stock.Held,
        ["sold"] = s => -s.Stock.Sold,
        ["total"] = s => -s.Stock.Total,
        ["opens"] = s => s.Stock.OpensAt,
        ["closes"] = s => s.Stock.ClosesAt,
    };

    public IReadOnlyList<ShelfSale> Sales { get; private set; } = [];

    /// <summary>Sales in all, whatever was asked for.</summary>
    public int All { get; private set; }

    /// <summary>One of <see cref="States"/>; empty for all.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>A column; empty for live first.</summary>
    public string Sort { get; private set; } = "";

    public bool MaySteer => Caller.IsAdmin(User);
    public Zone Zone => Zone.Of(Request);

    public async Task OnGetAsync(string? state, string? sort, CancellationToken cancel)
    {
        (Kind, Sort) = (state is not null && States.ContainsKey(state) ? state : "", sort is not null && Orders.ContainsKey(sort) ? sort : "");
        var all = await shelf.ListAsync(cancel);
        var some = all.Where(s => Kind.Length == 0 || Kind == KindOf(s.Stock.State));
        (All, Sales) = (all.Count, [.. Sort.Length == 0 ? some : some.OrderBy(Orders[Sort])]);
    }

    /// <summary>What a sale in that state most likely needs next: an act's place under the sale's, and its words.</summary>
    public static (string Act, string Words) Next(SaleState state) => state switch
    {
        SaleState.Scheduled => ("open", "Open now"),
        SaleState.Live => ("pause", "Pause"),
        SaleState.Paused => ("resume", "Resume"),
        _ => ("restock", "Restock"),
    };

    private static string KindOf(SaleState state) => state switch
    {
        SaleState.Scheduled => "scheduled",
        SaleState.Ended => "ended",
        _ => "on",
    };
}
