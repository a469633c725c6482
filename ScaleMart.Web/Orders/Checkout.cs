using ScaleMart.Web.Orders.Draining;
using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Stock;
using ScaleMart.Web.Stock.Acts;
using ScaleMart.Web.Trail;

namespace ScaleMart.Web.Orders;

/// <summary>What became of paying, cancelling or refunding.</summary>
public enum CheckoutOutcome
{
    /// <summary>Done, or done before: the order says how it stands.</summary>
    Done,

    /// <summary>The gateway has not answered yet; the order is paying (or its refund is under way).</summary>
    Pending,
    Declined,
    HoldExpired,
    NotPayable,
    NotCancellable,
    NotRefundable,
    NotFound,
    Unavailable,
}

/// <summary><paramref name="Order"/> as it stands after the act, whenever there is one.</summary>
public sealed record CheckoutResult(CheckoutOutcome Outcome, OrderView? Order = null);

/// <summary>
/// Pays for and cancels what a shopper holds; cancels and refunds for admins. Every step is written down before the gateway
/// is asked, so that a process that dies here leaves an order that <see cref="Settlement"/> finishes.
/// </summary>
public sealed class Checkout(OrderDesk desk, OrderActs acts, IPaymentGateway gateway, Settlement settlement, DrainSignal drain, IOrderAnnouncer announcer, TrailDesk trail, ILogger<Checkout> log)
{
    // What a shopper waits before hearing that the payment is under way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<CheckoutResult> PayAsync(string orderId, string userId, string paymentToken, CancellationToken cancel = default)
    {
        if (await desk.FindAsync(orderId, userId, cancel) is not { } found) return new CheckoutResult(CheckoutOutcome.NotFound);
        var begun = await acts.PayAsync(found.Order.SaleId, orderId, Settlement.LookAfter);
        switch (begun)
        {
            // Already paying: whoever began it may have heard no answer and asked no gateway. The charge has the same key, so it is made once.
            case { Code: ActCode.Done or ActCode.Already, Order: { Status: OrderStatus.Paying } paying }:
                drain.Wake(paying.SaleId);
                announcer.Announce(paying, found.Recorded);
                // Crash point 5: paying is written, the gateway has not been asked. The settlement asks, and gives up after ten minutes.
                var charging = ChargeAsync(paying, paymentToken);
                return await Task.WhenAny(charging, Task.Delay(Patience, CancellationToken.None)) == charging
                    ? await ShowAsync(paying, await charging)
                    : await ShowAsync(CheckoutOutcome.Pending, paying);
            case { Code: ActCode.Already, Order: { } order }:
                return await ShowAsync(CheckoutOutcome.Done, order);
            case { Code: ActCode.HoldExpired, Order: { } order }:
                return await ShowAsync(CheckoutOutcome.HoldExpired, order);
            case { Code: ActCode.Unavailable }:
                return new CheckoutResult(CheckoutOutcome.Unavailable, found);
            default:
                return new CheckoutResult(CheckoutOutcome.NotPayable, found);
        }
    }

    public async Task<CheckoutResult> CancelAsync(string orderId, string userId, CancellationToken cancel = default) =>
        await desk.FindAsync(orderId, userId, cancel) is { } found ? await CancelAsync(found, "") : new CheckoutResult(CheckoutOutcome.NotFound);

    /// <summary>For admins: cancels a held order, with the reason.</summary>
    public async Task<CheckoutResult> CancelForAsync(string orderId, Actor admin, string reason, CancellationToken cancel = default) =>
        await ActAsync("order.cancel", await desk.FindAsync(orderId, cancel), orderId, admin, reason, found => CancelAsync(found, $"{reason} ({admin.Id})"));

    /// <summary>For admins: gives the money and the stock of a confirmed order back, with the reason.</summary>
    public async Task<CheckoutResult> RefundAsync(string orderId, Actor admin, string reason, CancellationToken cancel = default) =>
        await ActAsync("order.refund", await desk.FindAsync(orderId, cancel), orderId, admin, reason, found => RefundAsync(found, $"{reason} ({admin.Id})"));

    private Task<CheckoutResult> ActAsync(string act, OrderView? found, string orderId, Actor admin, string reason, Func<OrderView, Task<CheckoutResult>> does) => trail.RunAsync(
        admin, act, $"order:{orderId}", reason, found is null ? null : new { found.Order.Status },
        () => found is null ? Task.FromResult(new CheckoutResult(CheckoutOutcome.NotFound)) : does(found),
        result => TrailEnd.Of(result.Outcome, result.Order is null ? null : new { result.Order.Order.Status }));

    private async Task<CheckoutResult> RefundAsync(OrderView found, string reason)
    {
        var begun = await acts.BeginRefundAsync(found.Order.SaleId, found.Order.Id, reason, Settlement.LookAfter);
        if (begun.Code == ActCode.Unavailable) return new CheckoutResult(CheckoutOutcome.Unavailable, found);
        if (begun is not { Code: ActCode.Done or ActCode.Already, Order: { } order }) return new CheckoutResult(CheckoutOutcome.NotRefundable, found);
        announcer.Announce(order, found.Recorded);
        // Crash point 7: the refund is written down, the gateway has not been asked. The settlement asks.
        var refunded = ReturnAsync(order);
        return await Task.WhenAny(refunded, Task.Delay(Patience, CancellationToken.None)) == refunded && await refunded is { } done
            ? await ShowAsync(done.Status == OrderStatus.Refunded ? CheckoutOutcome.Done : CheckoutOutcome.Pending, done)
            : await ShowAsync(CheckoutOutcome.Pending, order);
    }

    private async Task<CheckoutResult> CancelAsync(OrderView found, string reason)
    {
        var result = await acts.CancelAsync(found.Order.SaleId, found.Order.Id, reason);
        drain.Wake(found.Order.SaleId);
        if (result is { Code: ActCode.Done, Order: { } cancelled }) announcer.Announce(cancelled, found.Recorded);
        return result switch
        {
            { Code: ActCode.Done or ActCode.Already, Order: { } order } => await ShowAsync(CheckoutOutcome.Done, order),
            { Code: ActCode.Unavailable } => new CheckoutResult(CheckoutOutcome.Unavailable, found),
            _ => new CheckoutResult(CheckoutOutcome.NotCancellable, found),
        };
    }

    // Not cancelled when the shopper hangs up: what was begun at the gateway is seen to its end. Null: nobody knows how it ended, and the settlement asks.
    private async Task<ActResult?> ChargeAsync(OrderRecord paying, string paymentToken)
    {
        using var patience = new CancellationTokenSource(Settlement.LookAfter);
        try
        {
            var charged = await gateway.ChargeAsync(Settlement.ChargeKey(paying), paying.Total, paying.Currency, paymentToken, patience.Token);
            // Crash point 6: charged, and nobody here knows. The settlement asks the gateway under the same key.
            return await settlement.ApplyAsync(paying, charged);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // A gateway may fail in ways of its own, and may have charged all the same.
            log.NotSettled(paying.Id, fault);
            return null;
        }
    }

    // Null: the gateway cannot be reached. The refund is written down, and the settlement goes on with it.
    private async Task<OrderRecord?> ReturnAsync(OrderRecord refunding)
    {
        try
        {
            return await settlement.SettleAsync(refunding);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            log.NotSettled(refunding.Id, fault);
            return null;
        }
    }

    private Task<CheckoutResult> ShowAsync(OrderRecord paying, ActResult? settled) => settled switch
    {
        { Order: { Status: OrderStatus.Confirmed } order } => ShowAsync(CheckoutOutcome.Done, order),
        { Order: { Status: OrderStatus.Held } order } => ShowAsync(CheckoutOutcome.Declined, order),
        { Order: { } order } => ShowAsync(order.Status == OrderStatus.Paying ? CheckoutOutcome.Pending : CheckoutOutcome.NotPayable, order),
        _ => ShowAsync(CheckoutOutcome.Pending, paying), // Written down, and neither gateway nor Redis has said how it ended.
    };

    private async Task<CheckoutResult> ShowAsync(CheckoutOutcome outcome, OrderRecord order)
    {
        var view = await desk.FindAsync(order.Id, CancellationToken.None);
        return new CheckoutResult(outcome, view is null || view.Order.Version < order.Version ? new OrderView(order, view?.Recorded ?? false) : view);
    }
}
