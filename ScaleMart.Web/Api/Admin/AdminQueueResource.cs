using ScaleMart.Web.Accounts;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Orders;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Api.Admin;

/// <summary><c>/api/admin/queue</c> and <c>/api/admin/dead-letters</c>: what waits for the ledger, and what it would not take.</summary>
internal static class AdminQueueResource
{
    private static readonly Refusal NoSuchLetter = new(404, "not_found", "There is no such dead letter.");

    private static readonly Refusal NotInLedger = new(
        409, "not_in_ledger", "The ledger does not have this version of the order, so discarding it would lose it: retry it, or cancel or refund the order.");

    private static readonly Refusal CountedInLedger = new(
        409, "not_in_ledger", "The ledger still counts an older version of this order, so discarding the newer one would take its units twice: retry it when the ledger can take it.");

    private static readonly Refusal NotRebuilt = new(503, "unavailable", "Nobody can read this entry, and its sale could not be rebuilt without it just now; try again shortly.");

    public static void MapAdminQueue(this IEndpointRouteBuilder admin)
    {
        var queue = admin.MapGroup("").WithTags("Admin: queue");
        queue.MapGet("/queue", async (QueueBoard board, CancellationToken cancel) => TypedResults.Ok(await board.ReadAsync(cancel))).WithSummary("What waits for the ledger, and who drains it")
            .WithDescription("`retrying` names what the ledger refused and when it is offered again, the soonest fifty; `depth` counts all of it. "
                + "`workers` are the process that answers and every other that has a batch in flight; `claims` are those batches, at most fifty, with what is left of their leases "
                + "(below zero: overdue). `sales` are those that have anything queued, in flight or dead. Times and ages are by the reservation store's clock.").ProducesProblems(503);
        queue.MapGet("/dead-letters", async (DeadLetters letters, CancellationToken cancel) => TypedResults.Ok(await letters.ListAsync(cancel)))
            .WithSummary("Orders that the ledger would not take, and why")
            .WithDescription("`order` is the newest record and `version` its version; where nobody can read the record both are null, and `unreadable` has it as it stands.").ProducesProblems(503);
        queue.MapPost("/dead-letters/{id}/retry", RetryAsync).WithSummary("Queue it again").WithDescription("With all its attempts before it.").Produces(204).ProducesProblems(404, 503);
        queue.MapDelete("/dead-letters/{id}", DiscardAsync).WithSummary("Drop it, if nothing is lost by that").WithDescription(
                "Allowed when the ledger has that version, and when the order has given its units back (cancelled, expired or refunded) and the ledger does not count an older version of it. "
                + "One whose record nobody can read may be dropped: its sale is rebuilt first, which brings back the ledger's version of the order or, where it has none, the units. "
                + "A rebuild that finds an order which the ledger lacks tries to write it again. `reason` says why, and is kept.")
            .Produces(204).ProducesProblems(400, 404, 409, 503);
    }

    private static async Task<IResult> RetryAsync(string id, HttpContext http, DeadLetters letters) =>
        Answer(await letters.RetryAsync(id, Caller.Acting(http), CancellationToken.None), http);

    private static async Task<IResult> DiscardAsync(string id, string? reason, HttpContext http, DeadLetters letters) =>
        Reason.IsGiven(reason) ? Answer(await letters.DiscardAsync(id, reason!.Trim(), Caller.Acting(http), CancellationToken.None), http) : Problem.Invalid("reason", Reason.Rule);

    private static IResult Answer(DeadLetterOutcome outcome, HttpContext http) => outcome switch
    {
        DeadLetterOutcome.Done => TypedResults.NoContent(),
        DeadLetterOutcome.NotFound => NoSuchLetter,
        DeadLetterOutcome.NotInLedger => NotInLedger,
        DeadLetterOutcome.CountedInLedger => CountedInLedger,
        DeadLetterOutcome.Unavailable => NotRebuilt.In(http, null),
        _ => throw new InvalidOperationException($"The dead letters answered {outcome}."),
    };
}
