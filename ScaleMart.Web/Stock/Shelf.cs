using System.Collections.Concurrent;
using System.Globalization;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Stock;

/// <summary>A sale with its stock beside it: what shoppers and admins see.</summary>
public sealed record ShelfSale(Sale Sale, StockLevel Stock);

/// <summary>Reads sales with their live stock, all in one pipelined round to Redis; the last known stock, marked stale, when Redis does not answer.</summary>
public sealed class Shelf(SaleCatalogue catalogue, RedisDoor redis, TimeProvider time, ILogger<Shelf> log)
{
    private static readonly RedisValue[] Fields = ["seq", "total", "available", "held", "sold", "switch", "opens", "closes", "limit", "hold", "offer", "terms"];
    private readonly ConcurrentDictionary<string, StockLevel> _lastKnown = new();

    /// <summary>Every sale; live first, then by opening time.</summary>
    public async Task<IReadOnlyList<ShelfSale>> ListAsync(CancellationToken cancel = default)
    {
        var sales = await ReadAsync(await catalogue.ListAsync(cancel));
        return [.. sales.OrderBy(s => Rank(s.Stock.State)).ThenBy(s => s.Stock.State == SaleState.Scheduled ? s.Stock.OpensAt : s.Stock.ClosesAt)];
    }

    /// <summary>One sale by id or slug, or null.</summary>
    public async Task<ShelfSale?> FindAsync(string idOrSlug, CancellationToken cancel = default) =>
        await catalogue.FindAsync(idOrSlug, cancel) is { } sale ? (await ReadAsync([sale]))[0] : null;

    /// <summary>These sales by their ids, in any order; unknown ones are left out.</summary>
    public async Task<IReadOnlyList<ShelfSale>> ListAsync(IReadOnlyCollection<string> saleIds, CancellationToken cancel = default)
    {
        var sales = await Task.WhenAll(saleIds.Select(id => catalogue.FindAsync(id, cancel).AsTask()));
        return await ReadAsync([.. sales.OfType<Sale>()]);
    }

    private async Task<IReadOnlyList<ShelfSale>> ReadAsync(IReadOnlyList<Sale> sales)
    {
        if (sales.Count == 0) return [];
        try
        {
            var clock = redis.TimeAsync();
            var rows = sales.Select(s => redis.Database.HashGetAsync(new SaleKeys(s.Id).Sale, Fields, flags: CommandFlags.DemandMaster)).ToList();
            await Task.WhenAll(rows);
            var now = await clock;
            return [.. sales.Zip(rows, (sale, row) => row.Result[0].IsNull ? new ShelfSale(sale, Stale(sale)) : Known(sale, row.Result, now))];
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.ShelfStale(fault.Message);
            return [.. sales.Select(sale => new ShelfSale(sale, Stale(sale)))];
        }
    }

    private ShelfSale Known(Sale sale, RedisValue[] row, DateTimeOffset now)
    {
        var (opens, closes) = (RecordLine.Time(row[6]!), RecordLine.Time(row[7]!));
        var offer = ((string)row[10]!).Split('\t', 3);
        // Another process may have renamed it since this one read its catalogue.
        var shown = (sale.Currency, sale.Product.Name) == (offer[1], offer[2]) ? sale : sale with { Currency = offer[1], Product = sale.Product with { Name = offer[2] } };
        return new ShelfSale(shown, _lastKnown[sale.Id] = new StockLevel
        {
            Version = (long)row[0],
            Total = (int)row[1],
            Available = Math.Max(0, (int)row[2]), // Below zero while orders without stock are being refunded: nobody can buy less than nothing.
            Held = (int)row[3],
            Sold = (int)row[4],
            State = StockLevel.StateOf(row[5]!, opens, closes, (int)row[2], now),
            OpensAt = opens,
            ClosesAt = closes,
            PerCustomerLimit = (int)row[8],
            HoldSeconds = (int)row[9] / 1000,
            UnitPrice = decimal.Parse(offer[0], CultureInfo.InvariantCulture),
            TermsVersion = (long)row[11],
            At = now,
        });
    }

    // Nothing was ever heard of this sale's stock: its terms as they were made, and no unit promised.
    private StockLevel Stale(Sale sale) => _lastKnown.TryGetValue(sale.Id, out var known) ? known with { IsStale = true } : new StockLevel
    {
        Version = 0,
        Total = sale.Quantity,
        Available = 0,
        Held = 0,
        Sold = 0,
        State = StockLevel.StateOf("open", sale.OpensAt, sale.ClosesAt, 1, time.GetUtcNow()),
        OpensAt = sale.OpensAt,
        ClosesAt = sale.ClosesAt,
        PerCustomerLimit = sale.PerCustomerLimit,
        HoldSeconds = sale.HoldSeconds,
        UnitPrice = sale.UnitPrice,
        At = time.GetUtcNow(),
        IsStale = true,
    };

    private static int Rank(SaleState state) => state switch
    {
        SaleState.Live => 0,
        SaleState.SoldOut => 1,
        SaleState.Paused => 2,
        SaleState.Scheduled => 3,
        _ => 4,
    };
}
