using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Admin.Sales.Steering;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;

namespace ScaleMart.Web.Pages.Admin.Sales;

/// <summary>Adds pieces to a sale, or takes unsold ones back: how many and why, then asked once with the figures before and after.</summary>
public sealed class RestockModel(Shelf shelf, SaleDesk desk) : PageModel
{
    private const int Most = SaleLimits.Quantity;

    public ShelfSale Shown { get; private set; } = null!;
    public Ask? Ask { get; private set; }
    public Notice? Notice { get; private set; }
    public Dictionary<string, string> Faults { get; } = [];
    public string Units { get; private set; } = "";
    public string Reason { get; private set; } = "";

    /// <summary>Drawn with the page, so that a restock sent twice counts once.</summary>
    public string Key { get; private set; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (!Caller.IsAdmin(User)) return StatusCode(StatusCodes.Status403Forbidden);
        if (!await FindAsync(id, cancel)) return NotFound();
        return Draw(Shown.Stock.State == SaleState.Ended ? 409 : 200);
    }

    public async Task<IActionResult> OnPostAsync(string id, string? by, string? reason, string? key, string? sure, string? @do, CancellationToken cancel)
    {
        if (!await FindAsync(id, cancel)) return NotFound();
        (Units, Reason) = (by?.Trim() ?? "", reason?.Trim() ?? "");
        if (key is { Length: 32 } && key.All(char.IsAsciiLetterOrDigit)) Key = key;
        if (Shown.Stock.State == SaleState.Ended) return Draw(409);
        if (!int.TryParse(Units, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units) || units is 0 or > Most or < -Most)
            Faults["by"] = $"Restock by: write a whole number, like 50 or -10, of at most {Most:N0}.";
        if (!Web.Trail.Reason.IsGiven(Reason)) Faults["reason"] = $"Why: the reason {Web.Trail.Reason.Rule}; it is kept with the sale.";
        if (Faults.Count > 0) return Draw(400);
        if (@do == "again") return Draw(200);
        if (sure != "yes") return Put(units, 200);

        var result = await desk.RestockAsync(Shown.Sale.Id, units, Reason, Key, Caller.Acting(HttpContext), cancel);
        if (result.Outcome == SaleOutcome.Done) return RedirectToPage("/Admin/Sales/Edit", new { id, done = "restock" });
        (var status, Notice) = Verdict.Of(result);
        // The answer is newer than what was read before it.
        await FindAsync(id, cancel);
        // A key that restocked other units is spent.
        if (result.Outcome == SaleOutcome.KeyMismatch) Key = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return result.Outcome == SaleOutcome.Unavailable ? Put(units, status) : Draw(status);
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancel)
    {
        if (await shelf.FindAsync(id, cancel) is not { } found) return false;
        Shown = found;
        return true;
    }

    private PageResult Put(int units, int status)
    {
        Ask = RestockWords.Ask(Shown, units, Reason) with
        {
            Notice = Notice,
            Again = "Change the number or the reason",
            Hidden = new Dictionary<string, string> { ["by"] = Units, ["reason"] = Reason, ["key"] = Key, ["sure"] = "yes" },
        };
        return Draw(status);
    }

    private PageResult Draw(int status)
    {
        if (Shown.Stock.State == SaleState.Ended) Notice ??= SteerWords.Refusal("restock", Shown.Stock);
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}
