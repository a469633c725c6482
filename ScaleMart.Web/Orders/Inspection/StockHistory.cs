using ScaleMart.Web.Accounts;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Inspection;

/// <summary>One change of a sale's total: units (negative when taken back), and the total after it. The first is the sale's beginning, of which nobody kept who and why.</summary>
public sealed record StockChange(DateTimeOffset At, int Units, int TotalAfter, string? Who, string? Reason);

/// <summary>How a sale's total came about.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="Total">Units in all, as the store that was asked counts them now.</param>
/// <param name="Changes">The oldest first.</param>
/// <param name="Names">The names of those who acted, by id, as far as the shop knows them.</param>
/// <param name="IsStale">Redis was away: this is what the ledger had.</param>
public sealed record StockAccount(string SaleId, int Total, IReadOnlyList<StockChange> Changes, IReadOnlyDictionary<string, Account> Names, bool IsStale)
{
    /// <summary>What the changes come to.</summary>
    public int Sum => Changes[^1].TotalAfter;

    /// <summary>The changes explain the total.</summary>
    public bool AddsUp => Sum == Total;
}

/// <summary>Every change of a sale's total with who, when and why: Redis's, and the ledger's while Redis is away.</summary>
public sealed class StockHistory(SaleCatalogue catalogue, TermsReader terms, ITermsBook book, IUserBook users, ILogger<StockHistory> log)
{
    /// <summary>By id or slug; null when there is no such sale.</summary>
    /// <exception cref="StoreUnavailableException">No store knows its terms, or none gave an answer.</exception>
    public async Task<StockAccount?> FindAsync(string saleIdOrSlug, CancellationToken cancel = default)
    {
        if (await catalogue.FindAsync(saleIdOrSlug, cancel) is not { } sale) return null;
        var live = await LiveAsync(sale.Id);
        var known = live?.Terms ?? await book.FindAsync(sale.Id, cancel) ?? throw new StoreUnavailableException($"No store has the terms of sale {sale.Id} now.");
        return new StockAccount(sale.Id, live?.Total ?? known.Total, Changes(sale, known), await NamesAsync(known, cancel), IsStale: live is null);
    }

    private static List<StockChange> Changes(Sale sale, SaleTerms terms)
    {
        var changes = new List<StockChange> { new(sale.CreatedAt, terms.Quantity, terms.Quantity, null, null) };
        foreach (var restock in terms.Restocks) changes.Add(new StockChange(restock.At, restock.Units, changes[^1].TotalAfter + restock.Units, restock.Who, restock.Reason));
        return changes;
    }

    // Null: Redis is away, or has not got the sale; a sale that was put away is in the ledger alone.
    private async Task<LiveTerms?> LiveAsync(string saleId)
    {
        try
        {
            return await terms.FindAsync(saleId);
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.ReadWithoutRedis(fault.Message);
            return null;
        }
    }

    private async Task<IReadOnlyDictionary<string, Account>> NamesAsync(SaleTerms terms, CancellationToken cancel)
    {
        try
        {
            return (await users.FindAsync([.. terms.Restocks.Select(r => r.Who).Distinct()], cancel)).ToDictionary(a => a.Id);
        }
        catch (TimeoutException fault)
        {
            log.ReadWithoutLedger(fault.Message);
            return new Dictionary<string, Account>();
        }
    }
}
