using ScaleMart.Web.Accounts;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Inspection;
using ScaleMart.Web.Storage;
using StackExchange.Redis;

namespace ScaleMart.Web.Orders.Inspection;

/// <summary>Asks every store what it has of one order, and lays the answers side by side. It changes nothing.</summary>
public sealed class OrderInspector(OrderReader reader, RecentOrders recent, QueueLookup queue, IOrderBook book, IUserBook users, IPaymentGateway gateway, TimeProvider time, ILogger<OrderInspector> log)
{
    // An order that moves on while it is looked at seems not to agree with itself: what is wrong stays wrong.
    private const int Looks = 3;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(150), GatewayPatience = TimeSpan.FromSeconds(2);

    /// <summary>Null when no store has it.</summary>
    /// <exception cref="StoreUnavailableException">It was not found, and a store that may have it could not be asked.</exception>
    public async Task<OrderFacts?> FindAsync(string orderId, CancellationToken cancel = default)
    {
        if (OrderReader.SaleOf(orderId) is not { } saleId) return null;
        for (var look = 1; ; look++)
        {
            var facts = await LookAsync(saleId, orderId, cancel);
            if (facts is null || facts.Differences.Count == 0 || look == Looks) return facts;
            await Task.Delay(Between, time, cancel);
        }
    }

    private async Task<OrderFacts?> LookAsync(string saleId, string orderId, CancellationToken cancel)
    {
        // First the record, then the queue, then the ledger: what has left the queue by then is in the ledger.
        var (redis, place) = await RedisAsync(saleId, orderId);
        var ledger = await LedgerAsync(() => book.FindAsync([orderId], cancel));
        var known = new[] { redis.Order, ledger?.SingleOrDefault() }.OfType<OrderRecord>().MaxBy(o => o.Version);
        if (known is null)
        {
            if (redis is { IsAway: false, Unreadable: false } && ledger is not null) return null;
            throw new StoreUnavailableException($"Whether there is an order '{orderId}' cannot be said now.");
        }

        var owner = await LedgerAsync(() => users.FindAsync([known.UserId], cancel));
        var facts = new OrderFacts
        {
            Order = known,
            Owner = owner?.SingleOrDefault(),
            Redis = redis,
            Ledger = new StoreWord(ledger is null, ledger?.SingleOrDefault(), RecordedAt: (await LedgerAsync<DateTimeOffset?>(async () => [await book.RecordedAtAsync(orderId, cancel)]))?[0]),
            Queue = place,
            Charges = await Task.WhenAll(Enumerable.Range(1, known.Attempt).Select(attempt => ChargeAsync(known, attempt, cancel))),
        };
        return facts with { Differences = Disagreement.Of(facts) };
    }

    private async Task<(StoreWord Word, QueueWord? Place)> RedisAsync(string saleId, string orderId)
    {
        try
        {
            var readable = (await recent.FindAsync(saleId, [orderId])).SingleOrDefault();
            var isUnreadable = readable is null && await reader.HasAsync(saleId, orderId);
            return (new StoreWord(Order: readable, Unreadable: isUnreadable), await queue.FindAsync(saleId, orderId));
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            log.ReadWithoutRedis(fault.Message);
            return (new StoreWord(IsAway: true), null);
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

    private async Task<ChargeWord> ChargeAsync(OrderRecord order, int attempt, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(GatewayPatience);
        try
        {
            return new ChargeWord(attempt, await gateway.AskAsync(Settlement.ChargeKey(order with { Attempt = attempt }), patience.Token).WaitAsync(patience.Token));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException && !cancel.IsCancellationRequested)
        {
            // A gateway may fail in ways of its own; the order is shown without its word.
            log.GatewaySilent(order.Id, fault);
            return new ChargeWord(attempt, null);
        }
    }
}
