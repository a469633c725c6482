using ScaleMart.Web.Orders.Payment;
using ScaleMart.Web.Storage;

namespace ScaleMart.Web.Tests.Orders.Payment;

/// <summary>The sandbox behind a line that fails, goes silent, or fails after what was asked for has been done.</summary>
public sealed class UnsureGateway(IPaymentGateway sandbox) : IPaymentGateway
{
    public enum Line
    {
        Up,
        Failing,
        FailingAfterwards,
        Silent,
    }

    public Line Is { get; set; }

    public Task<ChargeResult> ChargeAsync(string key, decimal amount, string currency, string paymentToken, CancellationToken cancel = default) =>
        ThroughAsync(() => sandbox.ChargeAsync(key, amount, currency, paymentToken, cancel));

    public Task<ChargeState> AskAsync(string key, CancellationToken cancel = default) => ThroughAsync(() => sandbox.AskAsync(key, cancel));

    public Task<VoidResult> VoidAsync(string key, CancellationToken cancel = default) => ThroughAsync(() => sandbox.VoidAsync(key, cancel));

    public Task<RefundOutcome> RefundAsync(string key, string chargeKey, CancellationToken cancel = default) => ThroughAsync(() => sandbox.RefundAsync(key, chargeKey, cancel));

    private async Task<T> ThroughAsync<T>(Func<Task<T>> act)
    {
        if (Is == Line.Failing) throw new StoreUnavailableException("The gateway's store is away.");
        if (Is == Line.Silent) return await new TaskCompletionSource<T>().Task;
        var answer = await act();
        return Is == Line.FailingAfterwards ? throw new HttpRequestException("The line broke.") : answer;
    }
}
