using ScaleMart.Web.Orders;
using ScaleMart.Web.Pages.Shared;

namespace ScaleMart.Web.Pages.Admin.Queue.Dead;

/// <summary>What became of an act on a dead letter, and what would become of it, in words.</summary>
public static class Outcome
{
    /// <summary>Before anything is pressed: whether the letter may be discarded, and why.</summary>
    public static Notice Foreseen(DeadLetterCase letter) => letter switch
    {
        { IsLedgerAway: true } => new("Whether it may be discarded cannot be said now", "The ledger does not answer. Load this page again in a moment.", "wait"),
        { NeedsRebuild: true } => new("It may be discarded", "Nobody can read the record, so its sale is rebuilt first, which takes a moment. That brings back what the ledger has of the order or, where it has nothing, gives the units back.", "good"),
        { Discard: DeadLetterOutcome.NotInLedger, Letter.Order: null } => new("It may not be discarded", "The ledger does not have these terms of the sale, and they would be lost. Retry it."),
        { Discard: DeadLetterOutcome.NotInLedger } => new("It may not be discarded", "The ledger does not have this version, and the order holds units: it would be lost. Retry it, or cancel or refund the order first."),
        { Discard: DeadLetterOutcome.CountedInLedger } => new("It may not be discarded", "The order has given its units back, and the ledger still counts them in an older version: they would be counted twice. Retry it when the ledger can take it."),
        { LedgerVersion: { } has } when has >= letter.Letter.Version => new("It may be discarded", $"The ledger has this version or a newer one ({has}), so nothing is lost.", "good"),
        _ => new("It may be discarded", "The order has given its units back, and the ledger does not count it, so nothing is lost.", "good"),
    };

    /// <summary>After an attempt to discard that was refused: the status that goes with it.</summary>
    public static (int Status, Notice Notice) Refused(DeadLetterOutcome outcome) => outcome switch
    {
        DeadLetterOutcome.NotInLedger => (409, new("Not discarded", "The ledger does not have this version, and it would be lost. Retry it, or cancel or refund the order first.")),
        DeadLetterOutcome.CountedInLedger => (409, new("Not discarded", "The ledger still counts an older version of this order. Retry it when the ledger can take it.")),
        DeadLetterOutcome.Unavailable => (503, new("Not discarded", "Nobody can read this entry, and its sale could not be rebuilt without it just now. Try again in a moment.", "wait")),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };

    /// <summary>A store went away in the middle of an act that is safe to repeat.</summary>
    public static Notice Unanswered { get; } = new("A store is not answering", "Whether it was done cannot be said. It is safe to press again in a moment.", "wait");

    /// <summary>What to say after an act was done; null for a word that no act leaves behind.</summary>
    public static Notice? Done(string? act) => act switch
    {
        "retried" => new("Sent again", "It is back in the queue. If the ledger refuses it again, it comes back here.", "good"),
        "retried-all" => new("Sent again", "They are back in their queues. What the ledger refuses again comes back here.", "good"),
        "none" => new("Nothing to send", "No dead letter fits any more.", "wait"),
        "discarded" => new("Discarded", "The dead letter is gone.", "good"),
        _ => null,
    };
}
