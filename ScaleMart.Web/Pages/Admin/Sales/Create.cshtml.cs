using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>Plans a sale.</summary>
public sealed class CreateModel(SaleDesk desk, TimeProvider time) : PageModel
{
    public SaleForm Form { get; private set; } = null!;
    public Notice? Notice { get; private set; }

    public void OnGet() => Form = SaleForm.Fresh(time.GetUtcNow());

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Form = SaleForm.Of(Request.Form);
        var draft = Form.Draft();
        var page = Page();
        page.StatusCode = 400;
        if (Form.Faults.Count > 0)
        {
            Form.Add(draft.Faults());
            return page;
        }

        var result = await desk.CreateAsync(draft, Caller.Acting(HttpContext), cancel);
        if (result is { Outcome: SaleOutcome.Done, Sale: { } made }) return RedirectToPage("/Admin/Sales/Edit", new { id = made.Sale.Id, done = "created" });
        Form.Add(result.Faults);
        var (status, notice) = Verdict.Of(result);
        (page.StatusCode, Notice) = (status, notice);
        return page;
    }
}
