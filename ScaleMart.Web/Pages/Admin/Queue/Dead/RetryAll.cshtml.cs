using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Letters;
using ScaleMart.Web.Pages.Shared;
using ScaleMart.Web.Sales;
using StackExchange.Redis;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>Asks once and says how many, then queues again all dead letters that were found. What died after the question is not among them.</summary>
public sealed class RetryAllModel(DeadLetterSearch letters, SaleCatalogue catalogue, IUserBook users) : ActPage
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var search = Search.Of(Request.Query);
        if (!MayAct) return Redirect(search.At("/admin/queue/dead"));
        var query = await search.QueryAsync(users, cancel);
        var found = await letters.FindAsync(query, null, 1, cancel);
        return found.Letters is [var newest] ? Asking(await QuestionAsync(search, found.Found, newest.At, cancel)) : Leave("none");
    }

    public async Task<IActionResult> OnPostAsync(string? until, CancellationToken cancel)
    {
        if (!long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) || ms > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) return BadRequest();
        var search = Search.Of(Request.Query);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(ms);
        try
        {
            var query = await search.QueryAsync(users, cancel) with { Until = at };
            return Leave(await letters.RetryAsync(query, Caller.Acting(HttpContext), CancellationToken.None) > 0 ? "retried-all" : "none");
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return Asking(await QuestionAsync(search, null, at, cancel), 503, new Notice("A store is not answering", "Some may have been sent, and none is lost. It is safe to press again in a moment.", "wait"));
        }
    }

    private async Task<Ask> QuestionAsync(Search search, int? count, DateTimeOffset newest, CancellationToken cancel)
    {
        var names = new SaleNames(await catalogue.ListAsync(cancel));
        var how = count switch { null => "all that were found", 1 => "1 dead letter", _ => $"{count:N0} dead letters" };
        return new Ask($"Retry {how}?", count == 1 ? "Retry it" : "Retry them all", search.At("/admin/queue/dead"))
        {
            Follows =
            [
                .. Chosen(search, names),
                $"Each goes to the end of its sale’s queue, with all of its {Drain.Attempts} attempts before it. None is written twice.",
                $"Those that were given up until {Clock.Exact(newest)} are sent; what comes later is not among them.",
                "What the ledger refuses again comes back here.",
            ],
            Hidden = new Dictionary<string, string> { ["until"] = newest.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) },
        };
    }

    private static IEnumerable<string> Chosen(Search search, SaleNames names)
    {
        if (search.Sale.Length > 0) yield return $"Only those of the sale {names.Of(search.Sale)}.";
        if (search.Text.Length > 0) yield return $"Only those with “{search.Text}” in the order’s id or in the reason.";
        if (search.User.Length > 0) yield return $"Only orders of {search.User}.";
        if (search.Reason.Length > 0) yield return $"Only those refused with exactly these words: {Words.Brief(search.Reason)}";
        if (search.IsOpen) yield return "Every dead letter of every sale.";
    }
}
