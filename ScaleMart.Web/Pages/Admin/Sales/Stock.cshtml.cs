using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Orders.Inspection;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>How a sale's total came about, change by change.</summary>
public sealed class StockModel(StockHistory history, SaleCatalogue catalogue) : PageModel
{
    public StockAccount Account { get; private set; } = null!;
    public Sale Sale { get; private set; } = null!;

    /// <summary>Who made a change, as a person knows them.</summary>
    public string Who(StockChange change) => change.Who is { } id ? Account.Names.GetValueOrDefault(id)?.Name ?? id : "not kept with the sale";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (await history.FindAsync(id, cancel) is not { } account || await catalogue.FindAsync(account.SaleId, cancel) is not { } sale) return NotFound();
        (Account, Sale) = (account, sale);
        return Page();
    }
}
