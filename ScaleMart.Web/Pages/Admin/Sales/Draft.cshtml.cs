using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Pages.Admin.Sales.Drafting;
using ScaleMart.Web.Pages.Admin.Sales.Zones;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>What a form that is still being typed in asks, as often as it likes: what is wrong so far, and how shoppers would see it. Changes nothing.</summary>
public sealed class DraftModel(Shelf shelf, TimeProvider time) : PageModel
{
    /// <summary>There is no page here: the form is on that of the sale.</summary>
    public IActionResult OnGet(string? id) => id is null ? RedirectToPage("/Admin/Sales/Create") : RedirectToPage("/Admin/Sales/Edit", new { id });

    /// <summary><c>{faults, beside}</c>: by field, what is wrong with it, and, of a time, what it is in UTC.</summary>
    public async Task<IActionResult> OnPostAsync(string? id, CancellationToken cancel) =>
        await ReadAsync(id, cancel) is { Form: var form }
            ? new JsonResult(new { form.Faults, Beside = form.Fields.Keys.Where(FieldNames.IsTime).ToDictionary(f => f, form.Beside) })
            : NotFound();

    public async Task<IActionResult> OnPostPreviewAsync(string? id, CancellationToken cancel) =>
        await ReadAsync(id, cancel) is { After: var after } ? Partial("_Scene", after) : NotFound();

    private async Task<DraftReading?> ReadAsync(string? id, CancellationToken cancel)
    {
        var form = SaleForm.Of(Request.Form, Zone.Of(Request));
        if (id is null) return DraftReading.Of(form, null, time.GetUtcNow());
        return await shelf.FindAsync(id, cancel) is { } sale ? DraftReading.Of(form, sale, sale.Stock.At) : null;
    }
}
