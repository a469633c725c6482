using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Admin.Orders;

/// <summary>Every order, newest first, narrowed down by what is asked; and the same as a table to take along.</summary>
public sealed class IndexModel(QuestionDesk desk, OrderSearch search, SaleCatalogue catalogue, TimeProvider time) : PageModel
{
    public const int Most = 50;

    public SearchForm Form { get; private set; } = null!;

    /// <summary>Null when the question was not understood.</summary>
    public FoundOrders? Found { get; private set; }
    public IReadOnlyList<Notice> Notices { get; private set; } = [];
    public Pager? Pager { get; private set; }
    public DateTimeOffset Now { get; } = time.GetUtcNow();

    public string NameOf(string saleId) => Form.Sales.FirstOrDefault(s => s.Id == saleId)?.Product.Name ?? saleId;

    public async Task<IActionResult> OnGetAsync([FromQuery] OrderQuestion question, CancellationToken cancel)
    {
        var asked = await ReadAsync(question, cancel);
        if (asked.Faults.Count > 0) return Unread();
        Found = await search.FindAsync(asked.Filter, asked.After, Most, cancel);
        Notices = [.. Notice(Found, asked)];
        var count = Found.Orders.Count;
        Pager = new Pager($"{count} {(count == 1 ? "order" : "orders")}, newest first",
            Found.Older is { } older ? Form.Url(Url, older.ToString()) : null, asked.After is null ? null : Form.Url(Url));
        return Page();
    }

    /// <summary>All that the search finds as CSV, streamed.</summary>
    public async Task<IActionResult> OnGetCsvAsync([FromQuery] OrderQuestion question, CancellationToken cancel)
    {
        var asked = await ReadAsync(question with { After = null }, cancel);
        if (asked.Faults.Count > 0) return Unread();
        var (isWithoutRedis, rows) = await search.ExportAsync(asked.Filter, cancel);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{OrdersCsv.Name(isWithoutRedis)}\"";
        await OrdersCsv.WriteAsync(Response.Body, rows, cancel);
        return new EmptyResult();
    }

    private async Task<Understood> ReadAsync(OrderQuestion question, CancellationToken cancel)
    {
        var asked = await desk.ReadAsync(question, cancel);
        Form = new SearchForm("/Admin/Orders/Index", question, await catalogue.ListAsync(cancel), asked.Faults);
        return asked;
    }

    private PageResult Unread()
    {
        var page = Page();
        page.StatusCode = 400;
        return page;
    }

    private static IEnumerable<Notice> Notice(FoundOrders found, Understood asked)
    {
        if (found.IsWithoutRedis) yield return new("Redis is not answering", "This is what the ledger has. What happened in the last moments may be missing, and an order may have moved on.", "wait");
        if (found.IsWithoutLedger) yield return new("The ledger is not answering", "This is what Redis has. Orders of sales that are over may be missing, and nobody can say what is recorded.", "wait");
        if (found.IsCut) yield return new("More than is looked through at once", "Some orders that fit may be missing here. Choose one sale, or a whole order’s id.", "wait");
        if (asked.IsWithoutUsers) yield return new("E-mails cannot be looked up now", "The words were taken as a user’s id alone.", "wait");
    }
}
