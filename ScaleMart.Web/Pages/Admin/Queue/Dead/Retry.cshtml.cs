using Microsoft.AspNetCore.Mvc;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Orders.Draining;
using StackExchange.Redis;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>Asks once, then queues a dead letter again.</summary>
public sealed class RetryModel(DeadLetters letters) : ActPage
{
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (!MayAct) return Redirect(PathOf(id));
        return await letters.InspectAsync(id, cancel) is { } found ? Asking(Question(found)) : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        try
        {
            return await letters.RetryAsync(id, Caller.Acting(HttpContext), CancellationToken.None) == DeadLetterOutcome.Done ? Leave("retried") : NotFound();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            return Asking(new Ask("Retry the dead letter?", "Retry it", PathOf(id)) { Follows = [$"{id}: {Again}"] }, 503, Outcome.Unanswered);
        }
    }

    private static string Again => $"it goes to the end of its sale’s queue, with all of its {Drain.Attempts} attempts before it.";

    private static Ask Question(DeadLetterCase found) => new("Retry the dead letter?", "Retry it", PathOf(found.Letter.Id))
    {
        Follows =
        [
            $"{found.Letter.Id}: {Again}",
            "What is written is the newest version, also when the order has changed since.",
            $"If the ledger refuses it again as before (“{Words.Brief(found.Letter.Reason)}”), it comes back here.",
        ],
    };
}
