using Microsoft.AspNetCore.Mvc.RazorPages;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Letters;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>Dead letters, newest first, by what is looked for.</summary>
public sealed class IndexModel(DeadLetterSearch letters, SaleCatalogue catalogue, IUserBook users, TimeProvider time) : PageModel
{
    private const int Shown = 50;

    public Search Search { get; private set; } = null!;
    public DeadLetterPage Found { get; private set; } = null!;
    public LetterRows Rows { get; private set; } = null!;
    public Pager Pager { get; private set; } = null!;
    public Notice? Notice { get; private set; }
    public bool MayAct => Caller.IsAdmin(User);

    public async Task OnGetAsync(string? older, string? done, CancellationToken cancel)
    {
        Search = Search.Of(Request.Query);
        Notice = Outcome.Done(done);
        Found = await letters.FindAsync(await Search.QueryAsync(users, cancel), older, Shown, cancel);
        Rows = new LetterRows(Found.Letters, new SaleNames(await catalogue.ListAsync(cancel)), time.GetUtcNow());
        var shown = $"{Found.Letters.Count:N0} of {Found.Found:N0} {(Found.Found == 1 ? "dead letter" : "dead letters")}, newest first";
        Pager = new Pager(shown, Found.Older is null ? null : Search.At("/admin/queue/dead", ("older", Found.Older)), older is null ? null : Search.At("/admin/queue/dead"));
    }
}
