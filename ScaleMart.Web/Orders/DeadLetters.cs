using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Queue;

namespace ScaleMart.Web.Orders;

/// <summary>What became of an act on a dead letter.</summary>
public enum DeadLetterOutcome
{
    Done,
    NotFound,

    /// <summary>The ledger does not have that version: discarding it would lose an order.</summary>
    NotInLedger,
}

/// <summary>An entry that the ledger refused too often, and why.</summary>
public sealed record DeadLetter(string Id, string SaleId, string Reason, int Attempts, DateTimeOffset At, long? Version, OrderRecord? Order);

/// <summary>Orders that could not be written: inspect them, send them again, or drop what the ledger has all the same.</summary>
public sealed class DeadLetters(DeadLetterBox box, IOrderBook book, SaleCatalogue catalogue, DrainSignal drain, ILogger<DeadLetters> log)
{
    /// <summary>Every sale's, oldest first.</summary>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(CancellationToken cancel = default)
    {
        var sales = await catalogue.ListAsync(cancel);
        var all = await Task.WhenAll(sales.Select(s => box.ListAsync(s.Id)));
        return [.. all.SelectMany(entries => entries).OrderBy(e => e.At)
            .Select(e => new DeadLetter(Id(e), e.SaleId, e.Reason, e.Attempts, e.At, e.Order?.Version, e.Order))];
    }

    /// <summary>Back into the queue, with all its attempts before it.</summary>
    public async Task<DeadLetterOutcome> RetryAsync(string id, string admin, CancellationToken cancel = default)
    {
        if (await FindAsync(id, cancel) is not { } letter) return DeadLetterOutcome.NotFound;
        if (!await box.RetryAsync(letter.SaleId, Entry(letter))) return DeadLetterOutcome.NotFound;
        log.DeadLetterRetried(id, admin);
        drain.Wake(letter.SaleId);
        return DeadLetterOutcome.Done;
    }

    /// <summary>Dropped, if the ledger has that version of the order.</summary>
    public async Task<DeadLetterOutcome> DiscardAsync(string id, string reason, string admin, CancellationToken cancel = default)
    {
        if (await FindAsync(id, cancel) is not { } letter) return DeadLetterOutcome.NotFound;
        var recorded = await book.FindAsync([letter.Id], cancel);
        if (letter.Version is not { } version || !recorded.Any(o => o.Version >= version)) return DeadLetterOutcome.NotInLedger;
        if (!await box.DiscardAsync(letter.SaleId, Entry(letter))) return DeadLetterOutcome.NotFound;
        log.DeadLetterDiscarded(id, admin, reason);
        return DeadLetterOutcome.Done;
    }

    private async Task<DeadLetter?> FindAsync(string id, CancellationToken cancel) => (await ListAsync(cancel)).FirstOrDefault(l => l.Id == id);

    // A sale's terms have no id of their own in its queue; outside they are told apart by their sale.
    private static string Id(DeadEntry entry) => entry.Id == OrderQueue.TermsEntry ? $"{entry.SaleId}-terms" : entry.Id;

    private static string Entry(DeadLetter letter) => letter.Id == $"{letter.SaleId}-terms" ? OrderQueue.TermsEntry : letter.Id;
}
