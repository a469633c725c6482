using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Operations.Figures;
using ScaleMart.Web.Pages.Admin.Live;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Admin;

/// <summary>The live dashboard: whether the sale is well, in three seconds. Drawn once, then told once a second.</summary>
public sealed class IndexModel(Dashboard dashboard, SaleCatalogue catalogue) : PageModel
{
    public Board Board { get; private set; } = null!;

    /// <summary>A sale that was asked for and has ended: the board shows the others.</summary>
    public Sale? Ended { get; private set; }

    public bool MaySteer => Caller.IsAdmin(User);

    public async Task<IActionResult> OnGetAsync(string? sale, CancellationToken cancel)
    {
        var found = sale is { Length: > 0 } ? await catalogue.FindAsync(sale, cancel) : null;
        if (found is null && sale is { Length: > 0 }) return NotFound();
        var now = await dashboard.NowAsync(cancel);
        var one = now.Sales.FirstOrDefault(s => s.SaleId == found?.Id);
        if (one is null) Ended = found;
        Board = new Board(now, await dashboard.FindHistoryAsync(one?.SaleId, cancel), one);
        return Page();
    }

    /// <summary>The last fifteen minutes in columns: what the charts begin with.</summary>
    public async Task<IActionResult> OnGetHistoryAsync(string? sale, CancellationToken cancel) =>
        await dashboard.FindHistoryAsync(string.IsNullOrEmpty(sale) ? null : sale, cancel) is { } history ? new JsonResult(history, JsonSerializerOptions.Web) : StatusCode(StatusCodes.Status503ServiceUnavailable);

    /// <summary>The table behind the charts alone, as it is now.</summary>
    public async Task<IActionResult> OnGetMinutesAsync(string? sale, CancellationToken cancel)
    {
        if (await OnGetAsync(sale, cancel) is not PageResult) return NotFound();
        return Partial("Live/_Minutes", Board);
    }
}
