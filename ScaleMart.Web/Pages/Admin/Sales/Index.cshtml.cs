using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>Every sale with its figures.</summary>
public sealed class IndexModel(Shelf shelf) : PageModel
{
    public IReadOnlyList<ShelfSale> Sales { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Sales = await shelf.ListAsync(cancel);
}
