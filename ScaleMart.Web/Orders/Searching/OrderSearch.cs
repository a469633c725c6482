using System.Runtime.CompilerServices;
using ScaleMart.Web.Accounts;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>
/// Finds orders for whoever runs the shop: the ledger's, and laid over them what Redis has newer, which is what still waits in its queues.
/// So an order accepted a second ago is found, and none is shown in a state that it has left. With one store away it shows the other's.
/// </summary>
public sealed class OrderSearch(IOrderBook book, LiveOrders live, IUserBook users, ILogger<OrderSearch> log)
{
    /// <summary>Orders of one page of an export.</summary>
    private const int Chunk = 1_000;

    /// <summary>A page of those that fit, with the names of their owners.</summary>
    /// <exception cref="StoreUnavailableException">No store gave an answer.</exception>
    public async Task<FoundOrders> FindAsync(OrderFilter filter, OrderPlace? after, int limit, CancellationToken cancel = default)
    {
        var found = await PageAsync(filter, after, limit, cancel);
        if (found.Orders.Count == 0 || found.IsWithoutLedger) return found;
        var owners = await LedgerAsync(() => users.FindAsync([.. found.Orders.Select(o => o.Order.UserId).Distinct()], cancel));
        return found with { Owners = (owners ?? []).ToDictionary(a => a.Id) };
    }

    /// <summary>Every order that fits, newest first, page after page: memory does not grow with their number.</summary>
    /// <returns>Whether the rows are the ledger's alone, since Redis was away when it began; and the rows, which stop with a fault when a store is lost on the way.</returns>
    /// <exception cref="StoreUnavailableException">The ledger gave no answer: an export without it would be no whole one.</exception>
    public async Task<(bool IsWithoutRedis, IAsyncEnumerable<OrderRecord> Rows)> ExportAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        var first = await PageAsync(filter, null, Chunk, cancel);
        if (first.IsWithoutLedger) throw new StoreUnavailableException("The ledger cannot be read now, and without it the export would not be whole.");
        return (first.IsWithoutRedis, RowsAsync(filter, first, cancel));
    }

    private async IAsyncEnumerable<OrderRecord> RowsAsync(OrderFilter filter, FoundOrders first, [EnumeratorCancellation] CancellationToken cancel)
    {
        var page = first;
        while (true)
        {
            foreach (var view in page.Orders) yield return view.Order;
            if (page.Older is not { } older) yield break;
            page = await PageAsync(filter, older, Chunk, cancel);
            if (page.IsWithoutLedger || (page.IsWithoutRedis && !first.IsWithoutRedis)) throw new StoreUnavailableException("A store was lost in the middle of an export.");
        }
    }

    private async Task<FoundOrders> PageAsync(OrderFilter filter, OrderPlace? after, int limit, CancellationToken cancel)
    {
        // Redis first: what leaves its queue between the two looks is in the ledger by then.
        var fresh = await LiveAsync(() => live.UnwrittenAsync(filter, cancel));
        var ledger = await LedgerAsync(() => book.SearchAsync(filter, after, limit + 1, cancel));
        if (ledger is not null) return await MergeAsync(filter, after, limit, fresh, ledger, cancel);
        if (fresh is null || await LiveAsync(() => live.AllAsync(filter, cancel)) is not { } all) throw new StoreUnavailableException("No store can say now which orders there are.");
        var fit = all.Orders.Where(o => filter.Fits(o) && OrderPlace.Of(o).IsAfter(after)).OrderBy(OrderPlace.Of, OrderPlace.NewestFirst).Take(limit + 1).ToList();
        var older = fit.Count > limit ? OrderPlace.Of(fit[limit - 1]) : null;
        return new FoundOrders([.. fit.Take(limit).Select(o => new OrderView(o, Recorded: false))], older) { IsWithoutLedger = true, IsCut = !all.IsWhole };
    }

    private async Task<FoundOrders> MergeAsync(OrderFilter filter, OrderPlace? after, int limit, LiveFinds? fresh, IReadOnlyList<OrderRecord> ledger, CancellationToken cancel)
    {
        // Of a full page, what lies beyond its last row is for the next one.
        var end = ledger.Count > limit ? OrderPlace.Of(ledger[^1]) : null;
        var newer = fresh?.Orders.Where(o => OrderPlace.Of(o).IsAfter(after) && (end is null || !OrderPlace.Of(o).IsAfter(end))) ?? [];
        var merged = ledger.Concat(newer).GroupBy(o => o.Id).Select(g => g.MaxBy(o => o.Version)!).Where(filter.Fits).OrderBy(OrderPlace.Of, OrderPlace.NewestFirst).ToList();
        List<OrderRecord> shown = [.. merged.Take(limit)];
        var older = merged.Count > limit ? OrderPlace.Of(shown[^1]) : end;
        var recorded = ledger.Select(o => o.Id).ToHashSet();
        // One that fits only in its newest version may be in the ledger in an older one.
        if (shown.Where(o => !recorded.Contains(o.Id)).Select(o => o.Id).ToList() is { Count: > 0 } missed) recorded.UnionWith((await book.FindAsync(missed, cancel)).Select(o => o.Id));
        return new FoundOrders([.. shown.Select(o => new OrderView(o, recorded.Contains(o.Id)))], older) { IsWithoutRedis = fresh is null, IsCut = fresh is { IsWhole: false } };
    }

    private async Task<LiveFinds?> LiveAsync(Func<Task<LiveFinds>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.ReadWithoutRedis(fault.Message);
            return null;
        }
    }

    private async Task<IReadOnlyList<T>?> LedgerAsync<T>(Func<Task<IReadOnlyList<T>>> read)
    {
        try
        {
            return await read();
        }
        catch (TimeoutException fault)
        {
            log.ReadWithoutLedger(fault.Message);
            return null;
        }
    }
}
