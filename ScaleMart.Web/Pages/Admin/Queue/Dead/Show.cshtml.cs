using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>One dead letter held against the ledger: what it says, what the ledger has, and what can be done with it.</summary>
public sealed class ShowModel(DeadLetters letters, SaleCatalogue catalogue) : PageModel
{
    public DeadLetterCase Case { get; private set; } = null!;
    public string SaleName { get; private set; } = "";
    public bool IsTerms => SaleNames.IsTerms(Case.Letter.SaleId, Case.Letter.Id);
    public bool MayAct => Caller.IsAdmin(User);
    public bool MayDiscard => MayAct && Case is { IsLedgerAway: false, Discard: DeadLetterOutcome.Done };

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (await letters.InspectAsync(id, cancel) is not { } found) return NotFound();
        Case = found;
        SaleName = new SaleNames(await catalogue.ListAsync(cancel)).Of(found.Letter.SaleId);
        return Page();
    }
}
