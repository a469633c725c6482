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
public sealed record DeadLetter(string Id, string SaleId, string Reason, int Attempts, DateTimeOffset At, long? Version, OrderRecord? Order, string? Unreadable);

/// <summary>
/// What could not be written: inspect it, send it again, or drop it where nothing is lost by that. Nothing is lost of what the ledger
/// has all the same, and nothing of an order that has given its units back and that the ledger does not count. A record that nobody
/// can read is dropped after a rebuild, which brings back the ledger's version of the order, or else its units.
/// </summary>
public sealed class DeadLetters(DeadLetterBox box, IOrderBook orders, ITermsBook terms, IStockRescue rescue, SaleCatalogue catalogue, DrainSignal drain, TrailDesk trail, ILogger<DeadLetters> log)
{
    /// <summary>Every sale's, oldest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancel = default) =>
        [.. (await EntriesAsync(cancel)).Select(e => new DeadLetter(OrderQueue.NameOf(e.SaleId, e.Id), e.SaleId, e.Reason, e.Attempts, e.At, e.Version, e.Order, e.Line))];

    /// <summary>Back into the queue, with all its attempts before it.</summary>
    public async Task<DeadLetterOutcome> RetryAsync(string id, Actor admin, CancellationToken cancel = default) =>
        await ActAsync("dead_letter.retry", id, await FindAsync(id, cancel), "", admin, letter => RetryAsync(id, letter, admin));

    /// <summary>Dropped, where nothing is lost by it.</summary>
    public async Task<DeadLetterOutcome> DiscardAsync(string id, string reason, Actor admin, CancellationToken cancel = default) =>
        await ActAsync("dead_letter.discard", id, await FindAsync(id, cancel), reason, admin, letter => DiscardAsync(id, letter, reason, admin, cancel));

    private Task<DeadLetterOutcome> ActAsync(string act, string id, DeadEntry? letter, string why, Actor admin, Func<DeadEntry, Task<DeadLetterOutcome>> does) => trail.RunAsync(
        admin, act, $"dead_letter:{id}", why, letter is null ? null : new { letter.SaleId, letter.Version, letter.Attempts, Fault = letter.Reason },
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
            if (!await rescue.RescueAsync(letter.SaleId)) return DeadLetterOutcome.Unavailable;
            if (await FindAsync(id, cancel) is not { } again) return DeadLetterOutcome.NotFound;
            letter = again;
        }

        if (await JudgeAsync(letter, cancel) is var verdict && verdict != DeadLetterOutcome.Done) return verdict;
        if (!await box.DiscardAsync(letter)) return DeadLetterOutcome.NotFound;
        log.DeadLetterDiscarded(id, admin.Id, reason);
        return DeadLetterOutcome.Done;
    }

    private async Task<DeadLetterOutcome> JudgeAsync(DeadEntry letter, CancellationToken cancel)
    {
        if (letter.Version is not { } version) return DeadLetterOutcome.Done; // Unreadable, and the rebuild found nothing to put in its place.
        var recorded = letter.Order is null ? null : (await orders.FindAsync([letter.Id], cancel)).MaxBy(o => o.Version);
        var known = letter.Order is null ? (await terms.FindAsync(letter.SaleId, cancel))?.Version : recorded?.Version;
        if (known >= version) return DeadLetterOutcome.Done;
        if (letter.Order is not { } order || HasUnits(order)) return DeadLetterOutcome.NotInLedger;
        return recorded is not null && HasUnits(recorded) ? DeadLetterOutcome.CountedInLedger : DeadLetterOutcome.Done;
    }

    private static bool HasUnits(OrderRecord order) => order.Status.AreHeld() || order.Status.AreSold();

    private async Task<DeadEntry?> FindAsync(string id, CancellationToken cancel) => (await EntriesAsync(cancel)).FirstOrDefault(e => OrderQueue.NameOf(e.SaleId, e.Id) == id);

    private async Task<IEnumerable<DeadEntry>> EntriesAsync(CancellationToken cancel)
    {
        var all = await Task.WhenAll((await catalogue.ListAsync(cancel)).Select(s => box.ListAsync(s.Id)));
        return all.SelectMany(entries => entries).OrderBy(e => e.At);
    }
}
