using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Admin.Sales.Steering;
using ScaleMart.Web.Pages.Admin.Sales.Zones;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>Opens, pauses, resumes or closes a sale: asks once, says what will happen, and does it when it is posted.</summary>
public sealed class SteerModel(Shelf shelf, LastHold holds, SaleDesk desk) : PageModel
{
    public ShelfSale Shown { get; private set; } = null!;

    /// <summary>Null where the sale's state does not allow it.</summary>
    public Ask? Ask { get; private set; }
    public Notice? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, string act, CancellationToken cancel)
    {
        if (!Caller.IsAdmin(User)) return StatusCode(StatusCodes.Status403Forbidden);
        return await DrawAsync(id, act, null, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string id, string act, CancellationToken cancel)
    {
        var admin = Caller.Acting(HttpContext);
        var result = await (act switch
        {
            "open" => desk.OpenAsync(id, admin, cancel),
            "pause" => desk.PauseAsync(id, admin, cancel),
            "resume" => desk.ResumeAsync(id, admin, cancel),
            _ => desk.CloseAsync(id, admin, cancel),
        });
        if (result.Outcome == SaleOutcome.NotFound) return NotFound();
        if (result.Outcome == SaleOutcome.Done) return RedirectToPage("/Admin/Sales/Edit", new { id, done = act });
        return await DrawAsync(id, act, result, cancel);
    }

    private async Task<IActionResult> DrawAsync(string id, string act, SaleResult? refused, CancellationToken cancel)
    {
        if (await shelf.FindAsync(id, cancel) is not { } found) return NotFound();
        Shown = found;
        var allowed = SteerWords.Allows(act, found.Stock);
        var verdict = refused is null ? null : Verdict.Of(refused);
        var page = Page();
        page.StatusCode = verdict?.Status ?? (allowed ? 200 : 409);
        Notice = refused?.Outcome == SaleOutcome.NotAllowed || verdict is null && !allowed ? SteerWords.Refusal(act, found.Stock) : verdict?.Notice;
        if (allowed) Ask = new SteerWords(found, Zone.Of(Request), found.Stock.Held > 0 ? await holds.FindAsync(found.Sale.Id) : null).Ask(act) with { Notice = Notice };
        return page;
    }
}
