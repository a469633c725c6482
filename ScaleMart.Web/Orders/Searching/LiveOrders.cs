using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;

namespace ScaleMart.Web.Orders.Searching;

/// <summary>Orders as Redis has them; not <paramref name="IsWhole"/> when there were more than are looked through at once.</summary>
public sealed record LiveFinds(IReadOnlyList<OrderRecord> Orders, bool IsWhole);

/// <summary>Redis's side of a search, over the sales that it may concern.</summary>
public sealed class LiveOrders(SaleCatalogue catalogue, RecentOrders recent, OrderReader reader)
{
    private const int MostScanned = 20_000;

    /// <summary>Those that the ledger may not have in their newest version, and the one whose whole id is asked for.</summary>
    public async Task<LiveFinds> UnwrittenAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        var waiting = await Task.WhenAll((await SalesAsync(filter, cancel)).Select(recent.UnwrittenAsync));
        return new LiveFinds([.. waiting.SelectMany(w => w.Orders), .. await NamedAsync(filter)], waiting.All(w => w.IsWhole));
    }

    /// <summary>All that may fit: of users by following their orders, else by looking through the sales' records, so many and no more.</summary>
    public async Task<LiveFinds> AllAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        var sales = await SalesAsync(filter, cancel);
        if (filter is { IdBeginning: null, UserIds: { } users })
            return new LiveFinds([.. (await Task.WhenAll(users.Select(u => reader.OfUserAsync(u, sales)))).SelectMany(o => o)], IsWhole: true);
        var (found, left, isWhole) = (new List<OrderRecord>(await NamedAsync(filter)), MostScanned, true);
        foreach (var sale in sales)
        {
            var some = await recent.ScanAsync(sale, left);
            found.AddRange(some.Orders);
            left -= some.Orders.Count;
            isWhole &= some.IsWhole;
        }

        return new LiveFinds([.. found.DistinctBy(o => o.Id)], isWhole);
    }

    private async Task<IReadOnlyList<string>> SalesAsync(OrderFilter filter, CancellationToken cancel) =>
        filter.SaleId is { } one ? [one] : [.. (await catalogue.ListAsync(cancel)).Select(s => s.Id)];

    private async Task<IReadOnlyList<OrderRecord>> NamedAsync(OrderFilter filter) =>
        filter.IdBeginning is { } id && OrderReader.SaleOf(id) is { } sale ? await recent.FindAsync(sale, [id]) : [];
}
