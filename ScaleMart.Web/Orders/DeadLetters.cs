using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Orders;

/// <summary>What became of an act on a dead letter.</summary>
public enum DeadLetterOutcome
{
    Done,
    NotFound,

    /// <summary>The ledger does not have that version: discarding it would lose an order, or a sale's terms.</summary>
    NotInLedger,

    /// <summary>The order has given its units back, and the ledger counts them still: without the newer version they would be taken twice.</summary>
    CountedInLedger,

    /// <summary>Nobody can read it, and the sale could not be rebuilt without it now.</summary>
    Unavailable,
}

/// <summary>An entry that the ledger refused too often, and why. <paramref name="Unreadable"/>: the order's record as it stands, when nobody can read it.</summary>
public sealed record DeadLetter(string Id, string SaleId, string Reason, int Attempts, DateTimeOffset At, long? Version, OrderRecord? Order, string? Unreadable)
{
    internal static DeadLetter Of(DeadEntry entry) =>
        new(entry.Head.Name, entry.SaleId, entry.Head.Reason, entry.Head.Attempts, entry.Head.At, entry.Version, entry.Order, entry.Line);
}

/// <summary>A dead letter held against the ledger.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="LedgerVersion">The version that the ledger has of what it stands for; null when it has none.</param>
/// <param name="Recorded">The order as the ledger has it; null when it has none, or the letter is a sale's terms.</param>
/// <param name="Discard">What would become of discarding it: <see cref="DeadLetterOutcome.Done"/> when nothing is lost by that.</param>
public sealed record DeadLetterCase(DeadLetter Letter, long? LedgerVersion, OrderRecord? Recorded, DeadLetterOutcome Discard)
{
    /// <summary>The ledger could not be asked, and what is said of it is not known.</summary>
    public bool IsLedgerAway { get; init; }

    /// <summary>Nobody can read it: discarding rebuilds its sale first, which takes a moment and brings back what the ledger has.</summary>
    public bool NeedsRebuild => Letter.Version is null;
}

/// <summary>
/// What could not be written: inspect it, send it again, or drop it where nothing is lost by that. Nothing is lost of what the ledger
/// has all the same, and nothing of an order that has given its units back and that the ledger does not count. A record that nobody
/// can read is dropped after a rebuild, which brings back the ledger's version of the order, or else its units.
/// </summary>
public sealed class DeadLetters(DeadLetterBox box, IOrderBook orders, ITermsBook terms, IStockRescue rescue, SaleCatalogue catalogue, DrainSignal drain, TrailDesk trail, ILogger<DeadLetters> log)
{
    private static readonly TimeSpan LedgerPatience = TimeSpan.FromSeconds(2);

    /// <summary>Every sale's, oldest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancel = default) =>
        [.. (await Task.WhenAll((await SalesAsync(cancel)).Select(box.ListAsync))).SelectMany(entries => entries).OrderBy(e => e.Head.At).Select(DeadLetter.Of)];

    /// <summary>One of them with what the ledger has of it, and what would become of an attempt to discard it; null when there is none.</summary>
    public async Task<DeadLetterCase?> InspectAsync(string id, CancellationToken cancel = default)
    {
        if (await FindAsync(id, cancel) is not { } letter) return null;
        try
        {
            return await JudgeAsync(letter, cancel).WaitAsync(LedgerPatience, cancel);
        }
        catch (TimeoutException fault)
        {
            log.ReadWithoutLedger(fault.Message);
            return new DeadLetterCase(DeadLetter.Of(letter), null, null, DeadLetterOutcome.Unavailable) { IsLedgerAway = true };
        }
    }

    /// <summary>Back into the queue, with all its attempts before it.</summary>
    public async Task<DeadLetterOutcome> RetryAsync(string id, Actor admin, CancellationToken cancel = default) =>
        await ActAsync("dead_letter.retry", id, await FindAsync(id, cancel), "", admin, letter => RetryAsync(id, letter, admin));

    /// <summary>Dropped, where nothing is lost by it.</summary>
    public async Task<DeadLetterOutcome> DiscardAsync(string id, string reason, Actor admin, CancellationToken cancel = default) =>
        await ActAsync("dead_letter.discard", id, await FindAsync(id, cancel), reason, admin, letter => DiscardAsync(id, letter, reason, admin, cancel));

    private Task<DeadLetterOutcome> ActAsync(string act, string id, DeadEntry? letter, string why, Actor admin, Func<DeadEntry, Task<DeadLetterOutcome>> does) => trail.RunAsync(
        admin, act, $"dead_letter:{id}", why, letter is null ? null : new { letter.SaleId, letter.Version, letter.Head.Attempts, Fault = letter.Head.Reason },
        () => letter is null ? Task.FromResult(DeadLetterOutcome.NotFound) : does(letter), outcome => TrailEnd.Of(outcome));

    private async Task<DeadLetterOutcome> RetryAsync(string id, DeadEntry letter, Actor admin)
    {
        if (!await box.RetryAsync(letter)) return DeadLetterOutcome.NotFound;
        log.DeadLetterRetried(id, admin.Id);
        drain.Wake(letter.SaleId);
        return DeadLetterOutcome.Done;
    }

    private async Task<DeadLetterOutcome> DiscardAsync(string id, DeadEntry letter, string reason, Actor admin, CancellationToken cancel)
    {
        if (letter.Version is null)
        {
            if (!await rescue.RenewAsync(letter.SaleId)) return DeadLetterOutcome.Unavailable;
            if (await FindAsync(id, cancel) is not { } again) return DeadLetterOutcome.NotFound;
            letter = again;
        }

        if ((await JudgeAsync(letter, cancel)).Discard is var verdict && verdict != DeadLetterOutcome.Done) return verdict;
        if (!await box.DiscardAsync(letter)) return DeadLetterOutcome.NotFound;
        log.DeadLetterDiscarded(id, admin.Id, reason);
        return DeadLetterOutcome.Done;
    }

    private async Task<DeadLetterCase> JudgeAsync(DeadEntry letter, CancellationToken cancel)
    {
        var isTerms = letter.Id == OrderQueue.TermsEntry;
        var recorded = isTerms ? null : (await orders.FindAsync([letter.Id], cancel)).MaxBy(o => o.Version);
        var known = isTerms ? (await terms.FindAsync(letter.SaleId, cancel))?.Version : recorded?.Version;
        return new DeadLetterCase(DeadLetter.Of(letter), known, recorded, Judge(letter, known, recorded));
    }

    private static DeadLetterOutcome Judge(DeadEntry letter, long? known, OrderRecord? recorded)
    {
        // Unreadable: the rebuild that goes before finds something to put in its place, or nothing, and then nothing is lost.
        if (letter.Version is not { } version || known >= version) return DeadLetterOutcome.Done;
        if (letter.Order is not { } order || HasUnits(order)) return DeadLetterOutcome.NotInLedger;
        return recorded is not null && HasUnits(recorded) ? DeadLetterOutcome.CountedInLedger : DeadLetterOutcome.Done;
    }

    private static bool HasUnits(OrderRecord order) => order.Status.AreHeld() || order.Status.AreSold();

    private async Task<DeadEntry?> FindAsync(string id, CancellationToken cancel) => await box.FindAsync(id, await SalesAsync(cancel));

    private async Task<IReadOnlyList<string>> SalesAsync(CancellationToken cancel) => [.. (await catalogue.ListAsync(cancel)).Select(s => s.Id)];
}
