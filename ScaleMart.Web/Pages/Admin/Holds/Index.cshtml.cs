using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Inspection;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Pages.Admin.Orders;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Admin.Holds;

/// <summary>Who holds what until when, soonest end first, of one sale or of all.</summary>
public sealed class IndexModel(QuestionDesk desk, HoldInspector inspector, SaleCatalogue catalogue, TimeProvider time) : PageModel
{
    public SearchForm Form { get; private set; } = null!;

    /// <summary>Null when the question was not understood.</summary>
    public HoldList? Holds { get; private set; }
    public IReadOnlyList<Notice> Notices { get; private set; } = [];
    public DateTimeOffset Now { get; private set; }
    public bool MayRelease => Caller.IsAdmin(User) && Holds is { IsStale: false };

    public string NameOf(string saleId) => Form.Sales.FirstOrDefault(s => s.Id == saleId)?.Product.Name ?? saleId;

    public async Task<IActionResult> OnGetAsync(string? query, string? saleId, string? released, CancellationToken cancel)
    {
        var question = new OrderQuestion(query, saleId);
        var asked = await desk.ReadAsync(question, cancel);
        Form = new SearchForm("/Admin/Holds/Index", question, await catalogue.ListAsync(cancel), asked.Faults) { IsShort = true };
        var page = Page();
        if (asked.Faults.Count > 0)
        {
            page.StatusCode = 400;
            return page;
        }

        Holds = await inspector.FindAsync(asked.Filter, cancel);
        Now = time.GetUtcNow();
        Notices = [.. Notice(Holds, asked, released)];
        return page;
    }

    private static IEnumerable<Notice> Notice(HoldList holds, Understood asked, string? released)
    {
        if (released is { Length: > 0 } && holds.Orders.All(o => o.Id != released)) yield return new("The hold is released", "Its pieces are for sale again.", "good", $"/admin/orders/{Uri.EscapeDataString(released)}", "Look at the order");
        if (holds.IsStale) yield return new("Redis is not answering", "These are the holds that the ledger knew of. Some may have ended or been paid for, and newer ones are missing.", "wait");
        if (holds.IsCut) yield return new("More than is looked through at once", "Some holds that fit may be missing here. Choose one sale, or a whole order’s id.", "wait");
        if (asked.IsWithoutUsers) yield return new("E-mails cannot be looked up now", "The words were taken as a user’s id alone.", "wait");
    }
}
