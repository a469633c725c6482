using ScaleMart.Web.Accounts;
using ScaleMart.Web.Operations;
using ScaleMart.Web.Orders;

namespace ScaleMart.Web.Api.Admin;

/// <summary><c>/api/admin/queue</c> and <c>/api/admin/dead-letters</c>: what waits for the ledger, and what it would not take.</summary>
internal static class AdminQueueResource
{
    private static readonly Refusal NoSuchLetter = new(404, "not_found", "There is no such dead letter.");

    private static readonly Refusal NotInLedger = new(
        409, "not_in_ledger", "The ledger does not have this version of the order, so discarding it would lose it: retry it, or cancel or refund the order.");

    public static void MapAdminQueue(this IEndpointRouteBuilder admin)
    {
        var queue = admin.MapGroup("").WithTags("Admin: queue");
        queue.MapGet("/queue", async (QueueBoard board, CancellationToken cancel) => TypedResults.Ok(await board.ReadAsync(cancel))).WithSummary("What waits for the ledger, and who drains it").ProducesProblems(503);
        queue.MapGet("/dead-letters", async (DeadLetters letters, CancellationToken cancel) => TypedResults.Ok(await letters.ListAsync(cancel)))
            .WithSummary("Orders that the ledger would not take, and why").ProducesProblems(503);
        queue.MapPost("/dead-letters/{id}/retry", RetryAsync).WithSummary("Queue it again").Produces(204).ProducesProblems(404, 503);
        queue.MapDelete("/dead-letters/{id}", DiscardAsync).WithSummary("Drop it, if the ledger has that version").WithDescription("`reason` says why, and is kept.")
            .Produces(204).ProducesProblems(400, 404, 409, 503);
    }

    private static async Task<IResult> RetryAsync(string id, HttpContext http, DeadLetters letters) =>
        Answer(await letters.RetryAsync(id, Caller.Id(http.User), CancellationToken.None));

    private static async Task<IResult> DiscardAsync(string id, string? reason, HttpContext http, DeadLetters letters) =>
        Reason.IsGiven(reason) ? Answer(await letters.DiscardAsync(id, reason!.Trim(), Caller.Id(http.User), CancellationToken.None)) : Problem.Invalid("reason", Reason.Rule);

    private static IResult Answer(DeadLetterOutcome outcome) => outcome switch
    {
        DeadLetterOutcome.Done => TypedResults.NoContent(),
        DeadLetterOutcome.NotFound => NoSuchLetter,
        DeadLetterOutcome.NotInLedger => NotInLedger,
        _ => throw new InvalidOperationException($"The dead letters answered {outcome}."),
    };
}
