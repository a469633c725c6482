using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Admin.Sales.Drafting;
using ScaleMart.Web.Pages.Admin.Sales.Steering;
using ScaleMart.Web.Pages.Admin.Sales.Zones;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>Plans a sale, from nothing or like another one: typed, looked at as shoppers will see it, asked once, made.</summary>
public sealed class CreateModel(Shelf shelf, SaleDesk desk, TimeProvider time) : PageModel
{
    public SaleForm Form { get; private set; } = null!;
    public Notice? Notice { get; private set; }
    public Ask? Ask { get; private set; }
    public ShelfSale Preview { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? like, CancellationToken cancel)
    {
        if (!Caller.IsAdmin(User)) return StatusCode(StatusCodes.Status403Forbidden);
        var (now, zone) = (time.GetUtcNow(), Zone.Of(Request));
        var model = like is null ? null : await shelf.FindAsync(like, cancel);
        Form = model is null ? SaleForm.Fresh(now, zone) : SaleForm.Like(model, now, zone);
        // What is still to be typed is no fault yet.
        Preview = DraftReading.Of(new SaleForm(Form.Fields, zone), null, now).After;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? @do, string? sure, CancellationToken cancel)
    {
        var reading = Read(out var moved);
        if (moved is not null || @do is "again" or "preview" or "zone") return Draw(200, moved);
        if (reading.Form.Faults.Count > 0)
        {
            Form = reading.Form;
            return Draw(400, null);
        }

        if (sure != "yes")
        {
            Ask = new Ask($"Plan {reading.After.Sale.Product.Name}?", "Plan the sale", "/admin/sales")
            {
                Follows = EditWords.OfNew(reading.After, Form.Zone),
                Again = "Change something",
                Hidden = new Dictionary<string, string>(reading.Form.Fields) { ["typedIn"] = Form.Zone.Name, ["sure"] = "yes" },
            };
            return Page();
        }

        var result = await desk.CreateAsync(reading.Draft, Caller.Acting(HttpContext), cancel);
        if (result is { Outcome: SaleOutcome.Done, Sale: { } made }) return RedirectToPage("/Admin/Sales/Edit", new { id = made.Sale.Id, done = "created" });
        Form = reading.Form;
        Form.Add(result.Faults);
        var (status, notice) = Verdict.Of(result);
        return Draw(status, Form.Faults.Count > 0 ? null : notice);
    }

    /// <summary>The form as posted, with its times in the zone that was chosen; <paramref name="moved"/> says so where that is another one.</summary>
    private DraftReading Read(out Notice? moved)
    {
        (Form, moved) = ZoneChange.Of(SaleForm.Of(Request.Form, Zone.Of(Request)), HttpContext);
        var reading = DraftReading.Of(new SaleForm(Form.Fields, Form.Zone), null, time.GetUtcNow());
        Preview = reading.After;
        return reading;
    }

    private PageResult Draw(int status, Notice? notice)
    {
        Notice = notice;
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
