using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>One sale at the desk: its terms, and the acts that steer it. What cannot be taken back asks once.</summary>
public sealed class EditModel(Shelf shelf, SaleDesk desk) : PageModel
{
    public ShelfSale Shown { get; private set; } = null!;
    public SaleForm Form { get; private set; } = null!;
    public Notice? Notice { get; private set; }

    /// <summary>What is wrong in the forms that steer, by field.</summary>
    public Dictionary<string, string> ActFaults { get; } = [];

    public string RestockQuantity { get; private set; } = "";
    public string RestockReason { get; private set; } = "";

    /// <summary>Drawn with the page, so that a restock sent twice counts once.</summary>
    public string RestockKey { get; private set; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public bool MaySteer => Caller.IsAdmin(User);
    public SaleState State => Shown.Stock.State;

    public async Task<IActionResult> OnGetAsync(string id, string? done, CancellationToken cancel)
    {
        Notice = Verdict.Done(done);
        return await DrawAsync(id, 200, cancel);
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancel)
    {
        if (await shelf.FindAsync(id, cancel) is not { } found) return NotFound();
        Form = SaleForm.Of(Request.Form);
        var draft = Form.Draft(SaleForm.Of(found));
        if (Form.Faults.Count > 0) return await DrawAsync(id, 400, cancel);
        var result = await desk.EditAsync(found.Sale.Id, draft, Caller.Acting(HttpContext), cancel);
        Form.Add(result.Faults);
        return await AnswerAsync(id, "saved", result, cancel);
    }

    public async Task<IActionResult> OnPostOpenAsync(string id, CancellationToken cancel) =>
        await AnswerAsync(id, "open", await desk.OpenAsync(id, Caller.Acting(HttpContext), cancel), cancel);

    public async Task<IActionResult> OnPostPauseAsync(string id, CancellationToken cancel) =>
        await AnswerAsync(id, "pause", await desk.PauseAsync(id, Caller.Acting(HttpContext), cancel), cancel);

    public async Task<IActionResult> OnPostResumeAsync(string id, CancellationToken cancel) =>
        await AnswerAsync(id, "resume", await desk.ResumeAsync(id, Caller.Acting(HttpContext), cancel), cancel);

    public async Task<IActionResult> OnPostCloseAsync(string id, string? sure, CancellationToken cancel)
    {
        if (sure == "yes") return await AnswerAsync(id, "close", await desk.CloseAsync(id, Caller.Acting(HttpContext), cancel), cancel);
        ActFaults["sure-close"] = "Closing is for good: tick that you mean it.";
        return await DrawAsync(id, 400, cancel);
    }

    public async Task<IActionResult> OnPostRestockAsync(string id, string? by, string? reason, string? key, string? sure, CancellationToken cancel)
    {
        (RestockQuantity, RestockReason) = (by?.Trim() ?? "", reason?.Trim() ?? "");
        if (key is { Length: 32 } && key.All(char.IsAsciiLetterOrDigit)) RestockKey = key;
        if (!int.TryParse(RestockQuantity, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units) || units == 0)
            ActFaults["by"] = "Write a whole number, like 50 or -10.";
        else if (units < 0 && sure != "yes")
            ActFaults["sure-restock"] = "That takes stock back: tick that you mean it.";
        if (RestockReason.Length == 0) ActFaults["reason"] = "Say why: it is kept with the sale.";
        if (ActFaults.Count > 0) return await DrawAsync(id, 400, cancel);
        return await AnswerAsync(id, "restock", await desk.RestockAsync(id, units, RestockReason, RestockKey, Caller.Acting(HttpContext), cancel), cancel);
    }

    private async Task<IActionResult> AnswerAsync(string id, string act, SaleResult result, CancellationToken cancel)
    {
        if (result.Outcome == SaleOutcome.Done) return RedirectToPage("/Admin/Sales/Edit", null, new { id, done = act });
        if (result.Outcome == SaleOutcome.NotFound) return NotFound();
        (var status, Notice) = Verdict.Of(result);
        return await DrawAsync(id, status, cancel);
    }

    private async Task<IActionResult> DrawAsync(string id, int status, CancellationToken cancel)
    {
        if (await shelf.FindAsync(id, cancel) is not { } found) return NotFound();
        Shown = found;
        Form ??= SaleForm.Of(found);
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
