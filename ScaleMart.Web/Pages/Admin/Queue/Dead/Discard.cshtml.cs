using Microsoft.AspNetCore.Mvc;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders;
using StackExchange.Redis;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>Asks once and why, then drops a dead letter; one that may not be dropped leads back to the page that says so.</summary>
public sealed class DiscardModel(DeadLetters letters) : ActPage
{
    private const int LongestReason = 200;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancel)
    {
        if (await letters.InspectAsync(id, cancel) is not { } found) return NotFound();
        return MayAct && found is { IsLedgerAway: false, Discard: DeadLetterOutcome.Done } ? Asking(Question(id, Outcome.Foreseen(found).Text, "", null)) : Redirect(PathOf(id));
    }

    public async Task<IActionResult> OnPostAsync(string id, string? reason)
    {
        var why = reason?.Trim() ?? "";
        var fault = why.Length is 0 or > LongestReason || why.Any(char.IsControl) ? $"Say why, in 1 to {LongestReason} characters on one line." : null;
        if (fault is not null) return Asking(Question(id, null, why, fault), 400);
        try
        {
            var outcome = await letters.DiscardAsync(id, why, Caller.Acting(HttpContext), CancellationToken.None);
            if (outcome == DeadLetterOutcome.Done) return Leave("discarded");
            if (outcome == DeadLetterOutcome.NotFound) return NotFound();
            var (status, notice) = Outcome.Refused(outcome);
            return Asking(Question(id, null, why, null), status, notice);
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            return Asking(Question(id, null, why, null), 503, Outcome.Unanswered);
        }
    }

    private static Ask Question(string id, string? foreseen, string reason, string? fault) => new("Discard the dead letter?", "Discard it", PathOf(id))
    {
        Follows =
        [
            $"{id}: the dead letter is dropped, and this version is never written to the ledger.",
            foreseen ?? "It is dropped only if nothing is lost by that.",
        ],
        IsFinal = true,
        Reason = reason,
        ReasonFault = fault,
    };
}
