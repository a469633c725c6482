using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Admin.Sales.Drafting;
using ScaleMart.Web.Pages.Admin.Sales.Steering;
using ScaleMart.Web.Pages.Admin.Sales.Zones;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>One sale at the desk: how it stands, the ways to steer it, and its terms, whose changes are asked once with what they were and will be.</summary>
public sealed class EditModel(Shelf shelf, SaleDesk desk) : PageModel
{
    public ShelfSale Shown { get; private set; } = null!;
    public SaleForm Form { get; private set; } = null!;
    public ShelfSale Preview { get; private set; } = null!;
    public Notice? Notice { get; private set; }
    public Ask? Ask { get; private set; }
    public bool MaySteer => Caller.IsAdmin(User);
    public SaleState State => Shown.Stock.State;

    public async Task<IActionResult> OnGetAsync(string id, string? done, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel)) return NotFound();
        Notice = Verdict.Done(done);
        (Form, Preview) = (SaleForm.Of(Shown, Zone.Of(Request)), Shown);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, string? @do, string? sure, string? terms, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel)) return NotFound();
        (var typed, Notice) = ZoneChange.Of(SaleForm.Of(Request.Form, Zone.Of(Request)), HttpContext, Shown);
        var reading = DraftReading.Of(typed, Shown, Shown.Stock.At);
        Preview = reading.After;
        // Only looked at so far: what is still being typed is no fault yet.
        Form = Notice is not null || @do is "again" or "preview" or "zone" ? new SaleForm(reading.Form.Fields, typed.Zone) : reading.Form;
        if (Form != reading.Form) return Draw(200);

        if (reading.Changed.Count == 0)
        {
            Notice = new Notice("Nothing to keep", "The form says what the sale is already.", "good");
            return Draw(200);
        }

        if (Fixed(reading) is { } field) return Refuse(new SaleResult(SaleOutcome.NotEditable, Detail: $"“{FieldNames.Labels[field]}” is fixed while the sale is {(State == SaleState.Ended ? "over" : "on")}. Below is how it stands now."));
        if (Form.Faults.Count > 0) return Draw(400);
        var meanwhile = terms is { Length: > 0 } && terms != $"{Shown.Stock.TermsVersion}";
        if (sure != "yes" || meanwhile) return Put(reading, meanwhile);

        var result = await desk.EditAsync(Shown.Sale.Id, reading.Draft, Caller.Acting(HttpContext), cancel);
        if (result.Outcome == SaleOutcome.Done) return RedirectToPage("/Admin/Sales/Edit", new { id, done = "saved" });
        if (result.Outcome == SaleOutcome.NotFound || !await FindAsync(id, cancel)) return NotFound();
        Form.Add(result.Faults);
        return Refuse(result);
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancel)
    {
        if (await shelf.FindAsync(id, cancel) is not { } found) return false;
        Shown = found;
        return true;
    }

    // The first changed field that the sale's state has fixed since the form was drawn.
    private string? Fixed(DraftReading reading) => State switch
    {
        SaleState.Scheduled => null,
        SaleState.Ended => reading.Changed[0],
        _ => reading.Changed.FirstOrDefault(f => !FieldNames.WhileOn.Contains(f)),
    };

    private PageResult Put(DraftReading reading, bool meanwhile)
    {
        Ask = new Ask($"{Shown.Sale.Product.Name}: keep {(reading.Changed.Count == 1 ? "this change" : $"these {reading.Changed.Count} changes")}?", "Keep it", $"/admin/sales/{Shown.Sale.Id}")
        {
            Notice = meanwhile ? new Notice("It was changed meanwhile", "Somebody changed the sale while you were asked. Nothing of yours was kept yet; this is what it would do now.") : null,
            Follows = EditWords.Of(Shown, reading),
            Again = "Change something else",
            Hidden = new Dictionary<string, string>(reading.Changed.ToDictionary(f => f, f => Form[f])) { ["typedIn"] = Form.Zone.Name, ["terms"] = $"{Shown.Stock.TermsVersion}", ["sure"] = "yes" },
        };
        return Draw(meanwhile ? 409 : 200);
    }

    private PageResult Refuse(SaleResult result)
    {
        (var status, Notice) = Verdict.Of(result);
        return Draw(status);
    }

    private PageResult Draw(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
