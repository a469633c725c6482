using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Searching;
using ScaleMart.Web.Sales;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Inspection;

/// <summary>Who holds what until when, the soonest end first.</summary>
/// <param name="Orders">At most <see cref="HoldInspector.Most"/>.</param>
/// <param name="Units">Units held by all who were looked for, named here or not.</param>
/// <param name="Owners">By id, those whom the shop knows.</param>
/// <param name="IsStale">Redis was away: these are the holds that the ledger knew of.</param>
/// <param name="IsCut">There was more than is looked through at once.</param>
public sealed record HoldList(IReadOnlyList<OrderRecord> Orders, int Units, IReadOnlyDictionary<string, Account> Owners, bool IsStale = false, bool IsCut = false)
{
    /// <summary>Units held by those who are not named.</summary>
    public int UnitsBeyond => Math.Max(0, Units - Orders.Sum(o => o.Quantity));
}

/// <summary>Looks at the holds of one sale or of all, or at those of one user or order. Releasing one is <see cref="Checkout.CancelForAsync"/>.</summary>
public sealed class HoldInspector(HeldOrders held, LiveOrders live, IOrderBook book, IUserBook users, SaleCatalogue catalogue, ILogger<HoldInspector> log)
{
    public const int Most = 200;

    /// <exception cref="StoreUnavailableException">No store gave an answer.</exception>
    public async Task<HoldList> FindAsync(OrderFilter filter, CancellationToken cancel = default)
    {
        var list = await LiveAsync(filter, cancel) ?? await RecordedAsync(filter, cancel);
        try
        {
            return list with { Owners = (await users.FindAsync([.. list.Orders.Select(o => o.UserId).Distinct()], cancel)).ToDictionary(a => a.Id) };
        }
        catch (TimeoutException fault) when (!list.IsStale)
        {
            log.ReadWithoutLedger(fault.Message);
            return list;
        }
    }

    // Null: Redis is away.
    private async Task<HoldList?> LiveAsync(OrderFilter filter, CancellationToken cancel)
    {
        try
        {
            if (filter is { IdBeginning: not null } or { UserIds: not null })
            {
                var all = await live.AllAsync(filter, cancel);
                return Soonest([.. all.Orders.Where(o => o.Status.AreHeld() && filter.Fits(o))], null) with { IsCut = !all.IsWhole };
            }

            IEnumerable<string> sales = filter.SaleId is { } one ? [one] : (await catalogue.ListAsync(cancel)).Select(s => s.Id);
            var holds = await Task.WhenAll(sales.Select(sale => held.OfSaleAsync(sale, Most)));
            return Soonest([.. holds.SelectMany(h => h.Orders)], holds.Sum(h => h.Units));
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.ReadWithoutRedis(fault.Message);
            return null;
        }
    }

    private async Task<HoldList> RecordedAsync(OrderFilter filter, CancellationToken cancel)
    {
        var found = new List<OrderRecord>();
        foreach (var status in new[] { OrderStatus.Held, OrderStatus.Paying }) found.AddRange(await book.SearchAsync(filter with { Status = status }, null, Most + 1, cancel));
        return Soonest(found, null) with { IsStale = true, IsCut = found.Count > Most };
    }

    private static HoldList Soonest(IReadOnlyList<OrderRecord> orders, int? units) => new(
        [.. orders.OrderBy(o => o.HoldExpiresAt).ThenBy(o => o.Id, StringComparer.Ordinal).Take(Most)], units ?? orders.Sum(o => o.Quantity), new Dictionary<string, Account>());
}
